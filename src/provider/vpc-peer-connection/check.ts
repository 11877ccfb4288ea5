import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { normalize, sameValue } from "../../schema/compare";
import { containsUnknown, isUnknown } from "../../schema/unknown";
import {
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../../schema/vpc-peer-connection-fields";
import type { Runtime } from "../runtime";

type Bag = Record<string, unknown>;
type Failure = dynamic.CheckFailure;

/**
 * Fills in the defaults and looks at every input. All that is wrong is said at once; values that are not known yet are
 * skipped.
 */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const inputs = withDefaults(runtime, news);
	const failures = [
		...unknownNames(inputs),
		...vpcPeerConnectionFieldNames.flatMap((name) => fieldFailures(name, inputs[name])),
		...pairFailures(inputs),
		...dryRunFailures(olds, inputs),
		...(await accessFailures(runtime, inputs)),
	];
	return { inputs, failures };
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
	inputs["regionId"] ??= runtime.settings.get("region");
	inputs["acceptingRegionId"] ??= inputs["regionId"];
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
				meant === undefined ? `The inputs are ${vpcPeerConnectionFieldNames.join(", ")}.` : `Did you mean ${meant}?`;
			return { property: name, reason: `${name} is not an input of VpcPeerConnection. ${hint}` };
		});
}

const missingRegion =
	"regionId is required: give it, or set the default with `pulumi config set alicloud:region cn-hangzhou` or ALICLOUD_REGION.";

function fieldFailures(name: VpcPeerConnectionField, value: unknown): Failure[] {
	const { required, rule } = fieldOf(name);
	if (value === undefined || value === "") {
		if (required !== true) {
			return value === "" ? [{ property: name, reason: `${name} is empty. Leave it out, or give a value.` }] : [];
		}
		// acceptingRegionId defaults to regionId, whose absence is said already.
		if (name === "acceptingRegionId" && value === undefined) {
			return [];
		}
		return [{ property: name, reason: name === "regionId" ? missingRegion : `${name} is required.` }];
	}
	if (isUnknown(value)) {
		return [];
	}
	return rule(value).map((complaint) => ({
		property: `${name}${complaint.path ?? ""}`,
		reason: `${name}${complaint.path ?? ""}${complaint.value === undefined ? "" : ` is ${shown(complaint.value)}`}. Allowed: ${complaint.allowed}.`,
	}));
}

const longestQuote = 80;

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}... (${text.length} characters)`;
}

/** What no single input shows. */
function pairFailures(inputs: Bag): Failure[] {
	const failures: Failure[] = [];
	const { vpcId, acceptingVpcId, regionId, acceptingRegionId } = inputs;
	if (typeof vpcId === "string" && vpcId !== "" && !isUnknown(vpcId) && vpcId === acceptingVpcId) {
		failures.push({
			property: "acceptingVpcId",
			reason: `acceptingVpcId is ${shown(acceptingVpcId)}, the same VPC as vpcId. A VPC can't be peered with itself.`,
		});
	}
	if (regionId !== undefined && !isUnknown(regionId) && regionId === acceptingRegionId) {
		for (const name of vpcPeerConnectionFieldNames) {
			if (fieldOf(name).interRegionOnly === true && inputs[name] !== undefined && !isUnknown(inputs[name])) {
				failures.push({
					property: name,
					reason: `${name} is ${shown(inputs[name])}, but both VPCs are in ${regionId}. A connection inside one region has no ${name}: leave it out, or give another acceptingRegionId.`,
				});
			}
		}
	}
	return failures;
}

/** With dryRun on, a connection that exists can be changed on paper only; a replacement would delete it. */
function dryRunFailures(olds: Bag, inputs: Bag): Failure[] {
	if (inputs["dryRun"] !== true || Object.keys(olds).length === 0 || olds["dryRun"] === true) {
		return [];
	}
	return vpcPeerConnectionFieldNames
		.filter((name) => fieldOf(name).change === "replace" && !isUnknown(inputs[name]))
		.filter((name) => !sameValue(fieldOf(name).kind, olds[name], inputs[name]))
		.map((name) => ({
			property: name,
			reason: `${name} changes, which replaces the connection, and a replacement can't be tried with dryRun: true. Set dryRun: false, or take the change back.`,
		}));
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
