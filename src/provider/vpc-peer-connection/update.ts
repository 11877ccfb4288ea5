import { randomUUID } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import { modifyVpcPeerConnection, moveResourceGroup, tagResources, unTagResources } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead, statuses } from "../../schema/status";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { waitForCreated, waitForUpdated } from "../../wait/vpc-peer-connection";
import { InitFailure } from "../init-failure";
import type { Runtime } from "../runtime";
import { type ChangePlan, changesCloud, planChanges } from "./change-plan";
import { completeRequest, tryCreate } from "./create";
import { assertAccountOwns, Session } from "./session";
import { assertSameCloud, type CheckedInputs, fromStored, isDryRun, toState } from "./state";

/**
 * Brings the connection to what the program says, with only the requests that are needed: it looks at the connection
 * first, so an update that was broken off halfway goes on where it stopped. After a create that failed with the id known,
 * this is also where the wait goes on.
 */
export async function update(
	runtime: Runtime,
	id: string,
	olds: unknown,
	news: CheckedInputs,
): Promise<dynamic.UpdateResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const session = new Session(runtime, news, "update");
	if (isDryRun(id)) {
		return { outs: await tryCreate(session, await completeRequest(session, news)) };
	}
	const facts = { clientToken: state.clientToken, cloud: state.cloud };
	let outs: VpcPeerConnectionState = state;
	function keep(connection: VpcPeerConnectionAttribute): VpcPeerConnectionAttribute {
		outs = toState(news, connection, facts);
		return connection;
	}
	const connection = await settled(session, id, state, news);
	const plan = planChanges({ ...connection, force: state.force }, news, state.__state.given);
	if (news.dryRun === true) {
		return { outs: await tryChanges(session, state, plan) };
	}
	keep(connection);
	try {
		await carryOut(session, keep, connection, plan, state.__state.given, news);
	} catch (error) {
		if (changesCloud(plan)) {
			// Part of the change may be done: the state gets what the cloud last showed, and the next run does the rest.
			throw new InitFailure(id, { ...outs, __state: state.__state }, error);
		}
		throw error;
	}
	session.progress.done(outs.status, id);
	if (outs.pendingAcceptance !== undefined) {
		session.journal.info(`${outs.pendingAcceptance}.`);
	}
	return { outs };
}

/** The connection once it is not moving. One that is gone or dead is said so in the state, so that the next run replaces it. */
async function settled(
	session: Session,
	id: string,
	state: VpcPeerConnectionState,
	news: CheckedInputs,
): Promise<VpcPeerConnectionAttribute> {
	const first = await session.find(id);
	if (first === undefined) {
		await assertAccountOwns(session, state);
		throw new InitFailure(
			id,
			{ ...state, status: "Deleted" },
			new VpcPeeringError(
				`${id} does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new connection.`,
			),
		);
	}
	let last = first;
	try {
		return await waitForCreated({
			...session.waitFor(id),
			observe: async () => {
				const seen = await session.find(id);
				last = seen ?? last;
				return seen;
			},
			operation: "update",
			acceptingIsEnough: news.waitForActivated !== true,
			foundBefore: true,
		});
	} catch (error) {
		const facts = { clientToken: state.clientToken, cloud: state.cloud };
		const outs = { ...toState(news, last, facts), __state: state.__state };
		const reason = isDead(last.status)
			? new VpcPeeringError(
					`${id} is ${last.status}: ${statuses[last.status as keyof typeof statuses].meaning}. Run \`pulumi up\` again: it replaces the connection with a new one.`,
					{ cause: error },
				)
			: error;
		throw new InitFailure(id, outs, reason);
	}
}

type Keep = (connection: VpcPeerConnectionAttribute) => VpcPeerConnectionAttribute;

async function carryOut(
	session: Session,
	keep: Keep,
	connection: VpcPeerConnectionAttribute,
	plan: ChangePlan,
	given: readonly string[],
	news: CheckedInputs,
): Promise<void> {
	if (!changesCloud(plan)) {
		return;
	}
	const { instanceId } = connection;
	const client = session.access.vpcPeer;
	const target = { instanceId, regionId: connection.regionId ?? news.regionId };
	if (Object.keys(plan.modify).length > 0) {
		// Setting the same values twice is harmless, but a token is used for one change only: going back to an earlier
		// value must not meet the answer remembered for it.
		const clientToken = randomUUID();
		await session.whenSettled(instanceId, () =>
			modifyVpcPeerConnection(client, instanceId, plan.modify, { clientToken }, session.limits),
		);
	}
	if (plan.resourceGroupId !== undefined) {
		await moveResourceGroup(client, { ...target, resourceGroupId: plan.resourceGroupId }, session.limits);
	}
	if (plan.tagsToRemove.length > 0) {
		await unTagResources(client, target, plan.tagsToRemove, session.limits);
	}
	if (Object.keys(plan.tagsToSet).length > 0) {
		await tagResources(client, target, plan.tagsToSet, session.limits);
	}
	await waitForUpdated({
		...session.waitFor(instanceId),
		observe: async () => {
			const seen = await session.find(instanceId);
			return seen === undefined ? seen : keep(seen);
		},
		isVisible: (seen) => !changesCloud(planChanges(seen, news, given)),
	});
}

/** With dryRun on, a change is only checked: the operations that offer a dry run are asked, and nothing is changed. */
async function tryChanges(session: Session, state: VpcPeerConnectionState, plan: ChangePlan) {
	const instanceId = state.instanceId ?? "";
	if (Object.keys(plan.modify).length > 0) {
		const options = { clientToken: randomUUID(), dryRun: true };
		try {
			await modifyVpcPeerConnection(session.access.vpcPeer, instanceId, plan.modify, options, session.limits);
		} catch (error) {
			if (cloudCode(error) !== "DryRunOperation") {
				throw error;
			}
		}
	}
	const unchecked =
		plan.resourceGroupId !== undefined || plan.tagsToRemove.length > 0 || Object.keys(plan.tagsToSet).length > 0
			? " The cloud offers no dry run for resource group and tags: they were not checked."
			: "";
	session.journal.info(`dry run passed, ${instanceId} was not changed.${unchecked} Set dryRun: false to change it.`);
	return state;
}
