import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { waitForCreated } from "../../wait/vpc-peer-connection";
import { InitFailure } from "../init-failure";
import { carryOut, tryModify } from "./carry-out";
import { type ChangePlan, changesText, planChanges } from "./change-plan";
import { describeExisting, findOfPair, whyNotAdoptable } from "./existing-connection";
import type { Session } from "./session";
import { type CheckedInputs, toState } from "./state";

/**
 * Takes over the connection that joins the two VPCs of the request already, and makes it what the program declares;
 * undefined where there is none. Nothing is taken over that can't be made to match, and nothing silently.
 */
export async function adopt(session: Session, request: CheckedInputs): Promise<VpcPeerConnectionState | undefined> {
	const found = await findAdoptable(session, request);
	if (found === undefined) {
		return undefined;
	}
	session.journal.info(`adopts ${describeExisting(found)}; ${changesOf(found, request)}.`);
	let outs = stateOf(session, request, found);
	function keep(connection: VpcPeerConnectionAttribute): VpcPeerConnectionAttribute {
		outs = stateOf(session, request, connection);
		return connection;
	}
	try {
		const settled = await waitForCreated({
			...session.waitFor(found.instanceId),
			observe: async () => {
				const seen = await session.find(found.instanceId);
				return seen === undefined ? seen : keep(seen);
			},
			acceptingIsEnough: request.waitForActivated !== true,
			foundBefore: true,
		});
		await carryOut(session, keep, settled, planChanges(settled, request, []), [], request);
		session.progress.done(outs.status, found.instanceId);
		return outs;
	} catch (error) {
		throw new InitFailure(found.instanceId, outs, error);
	}
}

/** Looks whether `adopt` would take a connection over, and says which; false where there is none. */
export async function tryAdopt(session: Session, request: CheckedInputs): Promise<boolean> {
	const found = await findAdoptable(session, request);
	if (found === undefined) {
		return false;
	}
	session.journal.info(
		`dry run passed. \`pulumi up\` would adopt ${describeExisting(found)}; ${changesOf(found, request)}. Nothing was changed.`,
	);
	return true;
}

async function findAdoptable(
	session: Session,
	request: CheckedInputs,
): Promise<VpcPeerConnectionAttribute | undefined> {
	const found = await findOfPair(session, request);
	if (found === undefined) {
		return undefined;
	}
	const reason = whyNotAdoptable(found, request);
	if (reason !== undefined) {
		throw new VpcPeeringError(`The existing connection ${describeExisting(found)}, can't be adopted: ${reason}.`);
	}
	await tryToMatch(session, found, planChanges(found, request, []));
	return found;
}

function changesOf(found: VpcPeerConnectionAttribute, request: CheckedInputs): string {
	return changesText(found, planChanges(found, request, []));
}

/** A connection of which the cloud would refuse the change stays outside the state. */
async function tryToMatch(session: Session, found: VpcPeerConnectionAttribute, plan: ChangePlan): Promise<void> {
	try {
		await session.whenSettled(found.instanceId, () => tryModify(session, found.instanceId, plan));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new VpcPeeringError(
			`The existing connection ${describeExisting(found)}, can't be adopted: it can't be made to match. ${reason}`,
			{ cause: error },
		);
	}
}

/** Nobody knows with which ClientToken an adopted connection was made. */
function stateOf(session: Session, request: CheckedInputs, connection: VpcPeerConnectionAttribute) {
	return toState(request, connection, { cloud: session.runtime.cloud });
}
