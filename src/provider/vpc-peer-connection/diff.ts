import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { sameValue } from "../../schema/compare";
import { containsUnknown } from "../../schema/unknown";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { pairOf } from "../preflight/connection-index";
import type { Runtime } from "../runtime";
import { isEmptyPlan, planChanges } from "./change-plan";
import { givenBefore } from "./direction";
import { assertSameCloud, type CheckedInputs, fromStored, holderOf, isDryRun, vpcPeerConnection } from "./state";

/** Says what a changed program means for the resource: nothing, an update in place, or a replacement. */
export function diff(runtime: Runtime, id: string, olds: unknown, news: CheckedInputs): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	runtime.holders.renamed(id, vpcPeerConnection.kind, state.__identity, news.__identity ?? "");
	if (isDryRun(id)) {
		return diffDryRun(state, news);
	}
	const plan = planChanges(state, news, givenBefore(state, news));
	const goOnWaiting = news.waitForActivated === true && state.status === "Accepting";
	if (news.dryRun === true) {
		// A dead connection is left for the run that is no dry run; a value not known yet may turn out to be the same.
		const fixed = plan.replaces.filter(
			(name) => name !== "status" && !containsUnknown(news[name as keyof CheckedInputs]),
		);
		if (fixed.length > 0) {
			throw new VpcPeeringError(
				`${id}: ${fixed.join(", ")} can't change while dryRun is true: that replaces the connection, and a replacement can't be tried. Set dryRun: false, or take the change back.`,
			);
		}
		return { changes: !isEmptyPlan({ ...plan, replaces: [], behaviour: false }) };
	}
	const sameTwo = samePair(state, news);
	const changes = !isEmptyPlan(plan) || goOnWaiting;
	if (plan.replaces.length > 0) {
		runtime.replacing.set(news.__identity ?? "", { samePair: sameTwo });
		runtime.holders.release(id, holderOf(news));
	} else {
		// The engine may turn a change into a replacement (`replaceOnChanges`), and delete first without asking again.
		runtime.holders.note(id, holderOf(news), runtime.basisOfDiff(news.__identity ?? "", changes));
	}
	return {
		changes,
		replaces: plan.replaces,
		// Said even without a replacement: with the option `replaceOnChanges` the engine makes one of a change in place.
		deleteBeforeReplace: sameTwo,
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
	return pairOf(state) === pairOf(news);
}
