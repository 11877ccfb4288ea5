import {
	accountId,
	duration,
	integerFrom,
	objectOf,
	oneOf,
	type Rule,
	tagMap,
	textLike,
	textOf,
	trueOrFalse,
} from "./rules";
import type { VpcPeerConnectionInputs } from "./vpc-peer-connection-inputs";

/**
 * What a changed input means for a connection that exists.
 *
 * - `replace`: the cloud fixes it at creation.
 * - `modify`: ModifyVpcPeerConnection. `resourceGroup`: MoveResourceGroup. `tags`: TagResources and UnTagResources.
 * - `behaviour`: nothing in the cloud changes, but the state must know it, because delete reads the state.
 * - `nothing`: neither an update nor a replacement.
 */
export type Change = "replace" | "modify" | "resourceGroup" | "tags" | "behaviour" | "nothing";

/** How two values are compared, and how a value is brought into its one form. */
export type ValueKind = "text" | "number" | "accountId" | "boolean" | "map" | "object";

/** One input: everything the package knows of it. */
export interface Field {
	readonly kind: ValueKind;
	readonly required?: true;
	readonly change: Change;
	readonly rule: Rule;
	/** Its name in CreateVpcPeerConnection (and Modify), and where the official clients put it. */
	readonly parameter?: { readonly name: string; readonly position: "body" | "query" };
	/** The cloud's default, for connections between regions; what "removed from the program" goes back to. */
	readonly interRegionDefault?: string | number;
	/** Only for connections between regions: refused inside one region. */
	readonly interRegionOnly?: true;
}

// Letters are those of the document: English, or Chinese as its Chinese edition says.
const namePattern = /^[A-Za-z\p{Script=Han}][A-Za-z0-9_\-\p{Script=Han}]*$/u;
const descriptionPattern = /^[A-Za-z\p{Script=Han}]/u;

const region = textLike(/^[a-z]{2,}(-[a-z0-9]+)+$/, "a region id such as cn-hangzhou");
const vpc = textLike(/^vpc-[A-Za-z0-9*-]+$/, "the id of a VPC (vpc-...)");

/** One row an input; check, diff, the wire and the documentation test read this table. */
export const vpcPeerConnectionFields = {
	regionId: {
		kind: "text",
		required: true,
		change: "replace",
		rule: region,
		parameter: { name: "RegionId", position: "body" },
	},
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
	resourceGroupId: {
		kind: "text",
		change: "resourceGroup",
		rule: textLike(/^rg-[A-Za-z0-9*-]+$/, "the id of a resource group (rg-...)"),
		parameter: { name: "ResourceGroupId", position: "body" },
	},
	tags: { kind: "map", change: "tags", rule: tagMap, parameter: { name: "Tag", position: "query" } },
	dryRun: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	clientToken: {
		kind: "text",
		change: "nothing",
		// The document: only ASCII characters, at most 64.
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as the document says it
		rule: textLike(/^[\x00-\x7f]{1,64}$/, "1 to 64 ASCII characters"),
	},
	force: { kind: "boolean", change: "behaviour", rule: trueOrFalse },
	allowOverlappingCidrs: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	waitForActivated: { kind: "boolean", change: "nothing", rule: trueOrFalse },
	timeouts: {
		kind: "object",
		change: "nothing",
		rule: objectOf(
			{ create: duration, update: duration, delete: duration },
			[],
			'an object such as { create: "5m", update: "5m", delete: "5m" }',
		),
	},
	profile: {
		kind: "text",
		change: "nothing",
		rule: textLike(/^\S(.*\S)?$/, "the name of a profile of the Alibaba Cloud CLI"),
	},
	assumeRole: {
		kind: "object",
		change: "nothing",
		rule: objectOf(
			{
				roleArn: textLike(/^acs:ram::\d+:role\/[A-Za-z0-9_.-]+$/, "acs:ram::<account id>:role/<name>"),
				sessionName: textLike(/^[A-Za-z0-9.@_-]{2,64}$/, "2 to 64 of the characters a-z A-Z 0-9 . @ - _"),
				sessionExpiration: integerFrom(900, 43_200, "900 to 43200 seconds"),
				externalId: textLike(/^[A-Za-z0-9=,.@:/_-]{2,1224}$/, "2 to 1224 characters without blanks"),
				policy: textLike(/^\s*\{[\s\S]*\}\s*$/, "a RAM policy as JSON text"),
			},
			["roleArn"],
			'an object such as { roleArn: "acs:ram::1210123456123456:role/peering" }',
		),
	},
} as const satisfies Record<keyof VpcPeerConnectionInputs, Field>;

/** The name of an input. */
export type VpcPeerConnectionField = keyof typeof vpcPeerConnectionFields;

/** All names, in the order of the table. */
export const vpcPeerConnectionFieldNames = Object.keys(vpcPeerConnectionFields) as VpcPeerConnectionField[];

/** The row of an input. */
export function fieldOf(name: VpcPeerConnectionField): Field {
	return vpcPeerConnectionFields[name];
}
