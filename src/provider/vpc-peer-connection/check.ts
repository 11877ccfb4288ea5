import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { normalize } from "../../schema/compare";
import type { Kind } from "../../schema/kinds";
import { containsUnknown, isUnknown } from "../../schema/unknown";
import {
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../../schema/vpc-peer-connection-fields";
import type { Runtime } from "../runtime";
import { reviewNew } from "./review-new";
import type { CheckedInputs } from "./state";

type Bag = Record<string, unknown>;
type Failure = dynamic.CheckFailure;

/**
 * Fills in the defaults and looks at every input. All that is wrong is said at once; values that are not known yet are
 * skipped.
 */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { __announced: announced, ...declared } = news;
	const inputs = withDefaults(runtime, declared);
	if (announced !== undefined) {
		runtime.isPreview = true;
		runtime.announced.push(...announcedIn(runtime, announced));
	}
	const failures = [
		...unknownNames(inputs),
		...vpcPeerConnectionFieldNames.flatMap((name) => fieldFailures(name, inputs[name])),
		...pairFailures(inputs),
		...(await accessFailures(runtime, inputs)),
	];
	if (failures.length === 0) {
		failures.push(...(await reviewNew(runtime, olds, inputs)));
	}
	return { inputs, failures };
}

/** The announced connections of the batch, as far as their inputs are in order. */
function announcedIn(runtime: Runtime, announced: unknown): CheckedInputs[] {
	return (Array.isArray(announced) ? (announced as Announced[]) : [])
		.filter(({ kind, args }) => kind === "VpcPeerConnection" && !containsUnknown(args))
		.map(({ name, args }): Bag => ({ ...withDefaults(runtime, args), __identity: `::${name}` }))
		.filter((inputs) => vpcPeerConnectionFieldNames.every((name) => fieldFailures(name, inputs[name]).length === 0))
		.map((inputs) => inputs as unknown as CheckedInputs);
}

/** A resource as the program announces it in a preview. */
interface Announced {
	readonly kind: Kind;
	readonly name: string;
	readonly args: Bag;
}

function withDefaults(runtime: Runtime, news: Bag): Bag {
	const inputs: Bag = {};
	for (const [name, value] of Object.entries(news)) {
		if (value !== undefined && value !== null) {
			const known = isFieldName(name) && !containsUnknown(value);
			// A value of the wrong kind stays as it is, so that the message can quote it.
			inputs[name] = known && fieldOf(name).rule(value).length === 0 ? normalize(fieldOf(name).kind, value) : value;
		}
	}
	const regionId = inputs["regionId"] ?? runtime.settings.get("region");
	// A member that is there and undefined can't be sent to the engine.
	if (regionId !== undefined) {
		inputs["regionId"] = regionId;
		inputs["acceptingRegionId"] ??= regionId;
	}
	return inputs;
}

function isFieldName(name: string): name is VpcPeerConnectionField {
	return (vpcPeerConnectionFieldNames as string[]).includes(name);
}

function unknownNames(inputs: Bag): Failure[] {
	return Object.keys(inputs)
		.filter((name) => !isFieldName(name) && !name.startsWith("__"))
		.map((name) => {
			const meant = vpcPeerConnectionFieldNames.find((known) => known.toLowerCase() === name.toLowerCase());
			const hint =
				meant === undefined ? `The inputs are ${vpcPeerConnectionFieldNames.join(", ")}` : `Did you mean ${meant}?`;
			return { property: name, reason: `is not an input of VpcPeerConnection. ${hint}` };
		});
}

const missingRegion =
	"is required: give it, or set the default with `pulumi config set alicloud:region cn-hangzhou` or ALICLOUD_REGION";

// The engine writes the property and its value (or that it is secret) before each reason, as in
// "property linkType value {Silver} has a problem: must be Platinum or Gold".
function fieldFailures(name: VpcPeerConnectionField, value: unknown): Failure[] {
	const { required, rule } = fieldOf(name);
	if (isUnknown(value)) {
		return [];
	}
	if (value === undefined || value === "") {
		// acceptingRegionId defaults to regionId, whose absence is said already.
		const defaulted = name === "acceptingRegionId" && value === undefined;
		if (required === true && !defaulted) {
			return [{ property: name, reason: name === "regionId" ? missingRegion : "is required" }];
		}
		return value === "" ? [{ property: name, reason: "is empty: leave it out, or give a value" }] : [];
	}
	return rule(value).map(({ path, problem }) => ({
		property: name,
		reason: path === undefined ? problem : `${name}${path} ${problem}`,
	}));
}

/** What no single input shows. */
function pairFailures(inputs: Bag): Failure[] {
	const failures: Failure[] = [];
	const { vpcId, acceptingVpcId, regionId, acceptingRegionId } = inputs;
	if (typeof vpcId === "string" && vpcId !== "" && !isUnknown(vpcId) && vpcId === acceptingVpcId) {
		failures.push({
			property: "acceptingVpcId",
			reason: "is the same VPC as vpcId: a VPC can't be peered with itself",
		});
	}
	if (regionId === undefined || isUnknown(regionId) || regionId !== acceptingRegionId) {
		return failures;
	}
	for (const name of vpcPeerConnectionFieldNames) {
		const { interRegionOnly, rule } = fieldOf(name);
		const value = inputs[name];
		if (interRegionOnly === true && value !== undefined && !isUnknown(value) && rule(value).length === 0) {
			failures.push({
				property: name,
				reason: `applies between regions only, and both VPCs are in ${regionId}: leave it out, or give another acceptingRegionId`,
			});
		}
	}
	return failures;
}

/** Region, endpoint and credentials, as far as can be told without a request to the cloud. */
async function accessFailures(runtime: Runtime, inputs: Bag): Promise<Failure[]> {
	const { profile, assumeRole } = inputs as { profile?: string; assumeRole?: { roleArn: string } };
	if (containsUnknown(profile) || containsUnknown(assumeRole)) {
		return [];
	}
	try {
		await runtime.access({ profile, assumeRole }).credentials.verify();
		return [];
	} catch (error) {
		if (VpcPeeringError.isInstance(error)) {
			return [{ property: profile === undefined ? "" : "profile", reason: error.message }];
		}
		throw error;
	}
}
