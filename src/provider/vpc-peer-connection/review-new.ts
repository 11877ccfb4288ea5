import type { dynamic } from "@pulumi/pulumi";
import { containsUnknown } from "../../schema/unknown";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import { type Bag, fieldFailures, withDefaults } from "../check";
import { nameIn } from "../holder-text";
import { journalOf } from "../journal";
import type { Finding } from "../preflight/finding";
import type { OwnReplacement } from "../preflight/review";
import type { Runtime } from "../runtime";
import { type CheckedInputs, vpcPeerConnection } from "./state";

/**
 * Reviews a connection that would be created: errors become failures of the check, warnings are said. One that exists is
 * not looked at: should it be replaced, the engine asks again, without the old inputs. Neither is one whose inputs are not
 * known yet.
 */
export async function reviewNew(runtime: Runtime, olds: Bag, inputs: Bag): Promise<dynamic.CheckFailure[]> {
	const connection = inputs as unknown as CheckedInputs;
	if (Object.keys(olds).length > 0) {
		// It was announced among those that may be new: no question is asked about it. Should it be replaced, the engine asks
		// again. Two resources with one name under different parents are taken for one: that costs time, nothing else.
		runtime.announcements.drop(vpcPeerConnection.kind, nameIn(connection.__identity));
		return [];
	}
	if (containsUnknown(inputs)) {
		return [];
	}
	const identity = connection.__identity ?? "";
	const replaced = runtime.replacing.get(identity);
	const ownReplacement = ownReplacementOf(runtime, identity);
	const findings = await runtime.preflight.review(
		{
			request: requestOf(connection),
			preview: runtime.isPreview,
			replacesSamePair: replaced?.samePair === true,
			...(ownReplacement === undefined ? {} : { ownReplacement }),
		},
		announcedConnections(runtime).map(requestOf),
	);
	const journal = journalOf(runtime.journal, connection.__identity);
	for (const { message, severity } of findings.filter((finding) => !isError(finding))) {
		if (!runtime.isNews(message)) {
			continue;
		}
		if (severity === "warning") {
			journal.warn(message);
		} else {
			journal.info(message);
		}
	}
	return findings.filter(isError).map(({ property, message }) => ({ property, reason: message }));
}

/** What becomes of the resource's own connection where the engine replaces it without asking for a difference. */
function ownReplacementOf(runtime: Runtime, identity: string): OwnReplacement | undefined {
	if (runtime.program.hintsOf(identity).deleteBeforeReplace === true) {
		return "deletedFirst";
	}
	return runtime.program.isKnown(identity) && !runtime.replacing.has(identity) ? "kept" : undefined;
}

/** The announced connections, as far as their inputs are in order. */
function announcedConnections(runtime: Runtime): CheckedInputs[] {
	return runtime.announcements
		.take(vpcPeerConnection.kind)
		.filter(({ args }) => !containsUnknown(args))
		.map(
			({ name, args }): Bag => ({ ...withDefaults(runtime, vpcPeerConnection.fields, args), __identity: `::${name}` }),
		)
		.filter((inputs) => fieldFailures(vpcPeerConnection.fields, inputs).length === 0)
		.map((inputs) => inputs as unknown as CheckedInputs);
}

function isError({ severity }: Finding): boolean {
	return severity === "error";
}

/** What the cloud is asked for, and the resource's name; without what only the handlers know. */
function requestOf(inputs: CheckedInputs): CheckedInputs {
	const { profile, assumeRole, allowOverlappingCidrs, adopt, direction, timeouts, __identity } = inputs;
	const parameters = vpcPeerConnectionFieldNames.filter((name) => fieldOf(name).parameter !== undefined);
	const known = Object.fromEntries(parameters.map((name) => [name, inputs[name]]));
	const request = { ...known, profile, assumeRole, allowOverlappingCidrs, adopt, direction, timeouts, __identity };
	return JSON.parse(JSON.stringify(request)) as CheckedInputs;
}
