import type { dynamic } from "@pulumi/pulumi";
import { sameValue } from "../../schema/compare";
import { containsUnknown } from "../../schema/unknown";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import type { Runtime } from "../runtime";
import { isEmptyPlan, planChanges } from "./change-plan";
import { assertSameCloud } from "./session";
import { type CheckedInputs, fromStored, isDryRun } from "./state";

/** Says what a changed program means for the resource: nothing, an update in place, or a replacement. */
export function diff(runtime: Runtime, id: string, olds: unknown, news: CheckedInputs): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	if (isDryRun(id)) {
		return diffDryRun(state, news);
	}
	const plan = planChanges(state, news, state.__state.given);
	const goOnWaiting = news.waitForActivated === true && state.status === "Accepting";
	if (news.dryRun === true) {
		// check has refused what would replace the connection; a dead one is left for the run that is no dry run.
		return { changes: !isEmptyPlan({ ...plan, replaces: [], behaviour: false }) };
	}
	return {
		changes: !isEmptyPlan(plan) || goOnWaiting,
		replaces: plan.replaces,
		// Said even without a replacement: `pulumi up --replace` asks for one with unchanged inputs.
		deleteBeforeReplace: samePair(state, news),
	};
}

/** A dry run is tried again when the request differs, and gives way to a connection when dryRun is turned off. */
function diffDryRun(state: VpcPeerConnectionState, news: CheckedInputs): dynamic.DiffResult {
	if (news.dryRun !== true) {
		return { changes: true, replaces: ["dryRun"], deleteBeforeReplace: false };
	}
	const differs = vpcPeerConnectionFieldNames.some((name) => {
		const { kind, parameter } = fieldOf(name);
		if (parameter === undefined || (name === "acceptingAliUid" && news[name] === undefined)) {
			return false;
		}
		return containsUnknown(news[name]) || !sameValue(kind, state[name] ?? emptyOf(kind), news[name] ?? emptyOf(kind));
	});
	return { changes: differs };
}

function emptyOf(kind: string): unknown {
	return kind === "map" ? {} : undefined;
}

/**
 * True when the old and the new connection join the same two VPCs, whichever way round: the cloud refuses a second
 * connection between them (ResourceAlreadyExist.VpcPeer), so the old one has to go first. A VPC not known yet is a new
 * one, and its connection can be made beside the old.
 */
function samePair(state: VpcPeerConnectionState, news: CheckedInputs): boolean {
	const pair = (vpcs: readonly unknown[]) => [...vpcs].sort().join(" ");
	return pair([state.vpcId, state.acceptingVpcId]) === pair([news.vpcId, news.acceptingVpcId]);
}
