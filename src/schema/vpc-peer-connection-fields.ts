import { type Field, namesOf } from "./field";
import { accountId, integerFrom, oneOf, textLike, textOf, trueOrFalse } from "./rules";
import { assumeRole, profile, region, regionId, resourceGroupId, tags, timeouts } from "./shared-fields";
import type { VpcPeerConnectionInputs } from "./vpc-peer-connection-inputs";

/** One input: everything the package knows of it. */
export interface ConnectionField extends Field {
	/** The cloud's default, for connections between regions; what "removed from the program" goes back to. */
	readonly interRegionDefault?: string | number;
	/** Only for connections between regions: refused inside one region. */
	readonly interRegionOnly?: true;
}

// Letters are those of the document: English, or Chinese as its Chinese edition says.
const namePattern = /^[A-Za-z\p{Script=Han}][A-Za-z0-9_\-\p{Script=Han}]*$/u;
const descriptionPattern = /^[A-Za-z\p{Script=Han}]/u;

const vpc = textLike(/^vpc-[A-Za-z0-9*-]+$/, "the id of a VPC (vpc-...)");

/** One row an input; check, diff, the wire and the documentation test read this table. */
export const vpcPeerConnectionFields = {
	regionId,
	vpcId: { kind: "text", required: true, change: "replace", rule: vpc, parameter: { name: "VpcId", position: "body" } },
	acceptingAliUid: {
		kind: "accountId",
		change: "replace",
		rule: accountId,
		parameter: { name: "AcceptingAliUid", position: "body" },
	},
	acceptingRegionId: {
		kind: "text",
		required: true,
		defaultFrom: { input: "regionId" },
		change: "replace",
		rule: region,
		parameter: { name: "AcceptingRegionId", position: "body" },
	},
	acceptingVpcId: {
		kind: "text",
		required: true,
		change: "replace",
		rule: vpc,
		parameter: { name: "AcceptingVpcId", position: "body" },
	},
	name: {
		kind: "text",
		change: "modify",
		rule: textOf({
			min: 2,
			max: 128,
			pattern: namePattern,
			form: "starting with a letter, then letters, digits, _ and -",
		}),
		parameter: { name: "Name", position: "body" },
	},
	description: {
		kind: "text",
		change: "modify",
		rule: textOf({ min: 2, max: 256, pattern: descriptionPattern, form: "starting with a letter" }),
		parameter: { name: "Description", position: "body" },
	},
	bandwidth: {
		kind: "number",
		change: "modify",
		rule: integerFrom(1, 2_147_483_647, "a whole number of Mbit/s, 1 or more"),
		parameter: { name: "Bandwidth", position: "body" },
		interRegionDefault: 1024,
		interRegionOnly: true,
	},
	linkType: {
		kind: "text",
		change: "modify",
		rule: oneOf(["Platinum", "Gold"], "Platinum or Gold"),
		parameter: { name: "LinkType", position: "query" },
		interRegionDefault: "Gold",
		interRegionOnly: true,
	},
	resourceGroupId,
	tags,
	adopt: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	direction: {
		kind: "text",
		change: "nothing",
		absentMeans: "exact",
		rule: oneOf(["exact", "either"], "exact or either"),
	},
	dryRun: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	clientToken: {
		kind: "text",
		change: "nothing",
		// The document: only ASCII characters, at most 64.
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as the document says it
		rule: textLike(/^[\x00-\x7f]{1,64}$/, "1 to 64 ASCII characters"),
	},
	force: { kind: "boolean", change: "behaviour", absentMeans: false, rule: trueOrFalse },
	allowOverlappingCidrs: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	waitForActivated: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	timeouts,
	profile,
	assumeRole,
} as const satisfies Record<keyof VpcPeerConnectionInputs, ConnectionField>;

/** The name of an input. */
export type VpcPeerConnectionField = keyof typeof vpcPeerConnectionFields;

/** All names, in the order of the table. */
export const vpcPeerConnectionFieldNames = namesOf(vpcPeerConnectionFields);

/** The row of an input. */
export function fieldOf(name: VpcPeerConnectionField): ConnectionField {
	return vpcPeerConnectionFields[name];
}
