import { randomUUID } from "node:crypto";
import { deleteVpcPeerConnection } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import { orNotFound } from "../../wait/not-found";
import { waitForDeleted } from "../../wait/vpc-peer-connection";
import { connectionBetween } from "../claims";
import { askedPauseMs } from "../engine-pace";
import { holderText } from "../holder-text";
import type { Holder, KeptFor } from "../holders";
import { journalOf } from "../journal";
import { keptForAdoptersText, keptText } from "../kept-text";
import type { Runtime } from "../runtime";
import { lookedUp } from "./get";
import { withoutRoutes } from "./routes-in-the-way";
import { assertAccountOwns, type Owned, Session } from "./session";
import { assertSameCloud, fromStored, holderOf, isDryRun } from "./state";

/**
 * Deletes the connection and waits until it is really gone. One that is absent already counts as deleted. One that a resource
 * of this run has (again) is kept, and that is said.
 */
export async function deleteConnection(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	if (isDryRun(id)) {
		return;
	}
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	if (runtime.program.declares(state.__identity)) {
		// It is deleted to be replaced, maybe before the engine has asked about another resource that has it by now.
		await runtime.clock.sleep(askedPauseMs);
	}
	const kept = runtime.holders.keptFor(id, holderOf(state)) ?? keptForLookers(runtime, id, holderOf(state));
	if (kept !== undefined) {
		journalOf(runtime.journal, state.__identity).info(keptText(id, kept));
		return;
	}
	const session = new Session(runtime, state, "delete");
	await deletePeering(session, id, { ...state, holder: holderOf(state), force: state.force === true });
}

/** Who of the program takes over a living connection, and has not come to it yet: what is deleted first goes before. */
function adoptersOf({ holders, program }: Runtime, found: VpcPeerConnectionAttribute, holder: Holder): Holder[] {
	const { vpcId, acceptingVpcId, instanceId } = found;
	return vpcId === undefined || acceptingVpcId === undefined
		? []
		: program.adopters(connectionBetween({ vpcId, acceptingVpcId }), holders.present(instanceId, holder).identity);
}

/** A program that only looks at a connection by now (`VpcPeerConnection.get`) does not want it gone. */
function keptForLookers({ holders }: Runtime, id: string, holder: Holder): KeptFor | undefined {
	const others = holders.others(lookedUp(id), holder);
	return others.length === 0 ? undefined : { others };
}

/** Deletes a connection, for both accounts, and waits until it is really gone. `sayBefore` is said once nothing is against it. */
export async function deletePeering(
	session: Session,
	id: string,
	owned: Owned & { readonly holder: Holder; readonly force: boolean; readonly sayBefore?: string },
): Promise<void> {
	const connection = await session.findSurely(id);
	if (connection === undefined) {
		await assertAccountOwns(session, owned);
	} else if (connection.status !== "Deleted") {
		const askedJustNow = connection.status !== "Deleting";
		if (askedJustNow) {
			if (!isDead(connection.status)) {
				const adopters = adoptersOf(session.runtime, connection, owned.holder);
				if (adopters.length > 0) {
					session.journal.info(keptForAdoptersText(id, adopters));
					return;
				}
				assertNotNeeded(session.runtime, id, owned.holder);
				if (owned.sayBefore !== undefined) {
					session.journal.info(owned.sayBefore);
				}
			}
			const options = { clientToken: randomUUID(), force: owned.force };
			await session.whenSettled(id, async () => {
				// A lost answer's repetition may find nothing left to delete.
				await withoutRoutes(session, connection, async () => {
					await session.inTurn("DeleteVpcPeerConnection", [connection.vpcId, connection.acceptingVpcId, id], (limits) =>
						orNotFound(deleteVpcPeerConnection(session.access.vpcPeer, id, options, limits)),
					);
				});
			});
		}
		await waitForDeleted({ ...session.waitFor(id), askedJustNow });
		session.progress.done("gone", id);
	}
	session.runtime.deletedInstanceIds.add(id);
}

/** What the program still declares on a connection would die with it: its acceptance, its routes. */
function assertNotNeeded({ holders }: Runtime, id: string, holder: Holder): void {
	const others = holders.others(id, holder, { declared: true });
	if (others.length > 0) {
		throw new VpcPeeringError(
			`${id} is not deleted: ${others.map(holderText).join(" and ")} of this program still needs it. Take that out of the program, too, or give it another connection.`,
		);
	}
}
