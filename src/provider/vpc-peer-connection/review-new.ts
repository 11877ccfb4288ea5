import type { dynamic } from "@pulumi/pulumi";
import { sameValue } from "../../schema/compare";
import { containsUnknown } from "../../schema/unknown";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import { journalOf } from "../journal";
import type { Finding } from "../preflight/finding";
import type { Runtime } from "../runtime";
import type { CheckedInputs } from "./state";

type Bag = Record<string, unknown>;

/**
 * Reviews a connection that would be created or replaced: errors become failures of the check, warnings are said. A
 * connection that stays, and one whose inputs are not known yet, is not looked at.
 */
export async function reviewNew(runtime: Runtime, olds: Bag, inputs: Bag): Promise<dynamic.CheckFailure[]> {
	const replaces = Object.keys(olds).length > 0;
	if (containsUnknown(inputs) || (replaces && !changesWhatIsFixed(olds, inputs) && olds["dryRun"] !== true)) {
		return [];
	}
	const request = inputs as unknown as CheckedInputs;
	const findings = await runtime.preflight.review(
		{ request: requestOf(request), preview: runtime.isPreview, replacesSamePair: replaces && samePair(olds, inputs) },
		runtime.announced.splice(0).map((announced) => requestOf(announced as unknown as CheckedInputs)),
	);
	const journal = journalOf(runtime.journal, request.__identity);
	for (const { message } of findings.filter(isWarning)) {
		if (runtime.isNews(message)) {
			journal.warn(message);
		}
	}
	return findings
		.filter((finding) => !isWarning(finding))
		.map(({ property, message }) => ({ property, reason: message }));
}

function isWarning({ severity }: Finding): boolean {
	return severity === "warning";
}

/** What the cloud is asked for, without what only the program and the handlers know. */
function requestOf(inputs: CheckedInputs): CheckedInputs {
	const { profile, assumeRole, allowOverlappingCidrs } = inputs;
	const parameters = vpcPeerConnectionFieldNames.filter((name) => fieldOf(name).parameter !== undefined);
	const known = Object.fromEntries(parameters.map((name) => [name, inputs[name]]));
	return JSON.parse(JSON.stringify({ ...known, profile, assumeRole, allowOverlappingCidrs })) as CheckedInputs;
}

function changesWhatIsFixed(olds: Bag, inputs: Bag): boolean {
	return vpcPeerConnectionFieldNames.some(
		(name) => fieldOf(name).change === "replace" && !sameValue(fieldOf(name).kind, olds[name], inputs[name]),
	);
}

function samePair(olds: Bag, inputs: Bag): boolean {
	const pair = (bag: Bag) => [bag["vpcId"], bag["acceptingVpcId"]].sort().join(" ");
	return pair(olds) === pair(inputs) && olds["dryRun"] !== true;
}
