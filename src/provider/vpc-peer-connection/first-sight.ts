import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import { believe, pausesToBelieve, pausesToConfirm } from "../../wait/belief";
import { assertCreatable } from "./dry-run";
import { isFromEarlierRun } from "./replay";
import type { Session } from "./session";
import type { CheckedInputs } from "./state";

/**
 * A look that fails says nothing: without another one, a connection that is long deleted would be waited for as one that is
 * not visible yet. What fails three times will fail in the wait as well, which says why.
 */
export async function firstSight(
	session: Session,
	request: CheckedInputs,
	instanceId: string,
): Promise<VpcPeerConnectionAttribute | undefined> {
	for (const pauseMs of pausesToConfirm) {
		try {
			return await lookOnce(session, request, instanceId);
		} catch {
			await session.runtime.clock.sleep(pauseMs);
		}
	}
	return lookOnce(session, request, instanceId);
}

/**
 * Looks whether the connection is there; one that this process deleted itself is not looked for. Where it is not found, it
 * may be long deleted, or just made and not visible yet. That the cloud would make another one of the pair tells that it is
 * gone; without this word it is looked for more than once.
 */
async function lookOnce(
	session: Session,
	request: CheckedInputs,
	instanceId: string,
): Promise<VpcPeerConnectionAttribute | undefined> {
	if (session.runtime.deletedInstanceIds.has(instanceId)) {
		return undefined;
	}
	const seen = await doubted(session, await session.find(instanceId));
	if (seen !== undefined || (await isPairFree(session, request))) {
		return seen;
	}
	return doubted(session, await session.findSurely(instanceId));
}

/** What was seen, or what further looks say where it is surprising. */
async function doubted(
	session: Session,
	seen: VpcPeerConnectionAttribute | undefined,
): Promise<VpcPeerConnectionAttribute | undefined> {
	return seen === undefined || surpriseInReplay(seen) === undefined ? seen : lookAgain(session, seen);
}

/**
 * A connection that is past its creation may be one that an earlier run made. By an answer out of date it may seem to be there
 * although it was deleted since, and the one that a later token made would be lost; or seem to be rejected, and would be
 * deleted. Both have to be said several times in a row. That it is not found, or has been deleted, is left to the cloud's word
 * on the pair.
 */
function surpriseInReplay(seen: VpcPeerConnectionAttribute | undefined): string | undefined {
	return seen === undefined || ["Creating", "Deleting", "Deleted"].includes(seen.status) ? undefined : seen.status;
}

/** Looks on; without pauses where the connection may well be what this very run has just made. */
function lookAgain(
	session: Session,
	first: VpcPeerConnectionAttribute,
): Promise<VpcPeerConnectionAttribute | undefined> {
	const { runtime } = session;
	const isOlder = isDead(first.status) || isFromEarlierRun(runtime, first, session.elapsedMs);
	let given: VpcPeerConnectionAttribute | undefined = first;
	async function look(): Promise<VpcPeerConnectionAttribute | undefined> {
		const seen = given ?? (await session.find(first.instanceId));
		given = undefined;
		return seen;
	}
	return believe(look, surpriseInReplay, runtime.clock, isOlder ? pausesToBelieve : pausesToBelieve.map(() => 0));
}

async function isPairFree(session: Session, request: CheckedInputs): Promise<boolean> {
	try {
		await assertCreatable(session, request);
		return true;
	} catch {
		// Whatever the reason: without the cloud's word there is only looking.
		return false;
	}
}

/** Thrown where the token of a create leads to a connection that is long deleted, which could not be seen at first. */
export class DeadReplay extends VpcPeeringError {}

/** What is not found may be just made and not visible yet; not so where the cloud would make another one of the pair. */
export async function assertNotDead(session: Session, request: CheckedInputs, instanceId: string): Promise<void> {
	if (await isPairFree(session, request)) {
		throw new DeadReplay(`CreateVpcPeerConnection: ${instanceId}, which its ClientToken leads to, was deleted`);
	}
}
