import { randomUUID } from "node:crypto";
import { deleteVpcPeerConnection } from "../../api/vpc-peer";
import { orNotFound } from "../../wait/not-found";
import { waitForDeleted } from "../../wait/vpc-peer-connection";
import type { Runtime } from "../runtime";
import { assertAccountOwns, type Owned, Session } from "./session";
import { assertSameCloud, fromStored, isDryRun } from "./state";

/** Deletes the connection and waits until it is really gone. One that is absent already counts as deleted. */
export async function deleteConnection(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	if (isDryRun(id)) {
		return;
	}
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const session = new Session(runtime, state, "delete");
	await deletePeering(session, id, { ...state, force: state.force === true });
}

/** Deletes a connection, for both accounts, and waits until it is really gone. */
export async function deletePeering(session: Session, id: string, owned: Owned & { force: boolean }): Promise<void> {
	const connection = await session.findSurely(id);
	if (connection === undefined) {
		await assertAccountOwns(session, owned);
	} else if (connection.status !== "Deleted") {
		const askedJustNow = connection.status !== "Deleting";
		if (askedJustNow) {
			const options = { clientToken: randomUUID(), force: owned.force };
			await session.whenSettled(id, async () => {
				// A lost answer's repetition may find nothing left to delete.
				await session.inTurn("DeleteVpcPeerConnection", [connection.vpcId, connection.acceptingVpcId, id], (limits) =>
					orNotFound(deleteVpcPeerConnection(session.access.vpcPeer, id, options, limits)),
				);
			});
		}
		await waitForDeleted({ ...session.waitFor(id), askedJustNow });
		session.progress.done("gone", id);
	}
	session.runtime.deletedInstanceIds.add(id);
}
