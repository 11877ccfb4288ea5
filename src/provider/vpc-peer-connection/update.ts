import type { dynamic } from "@pulumi/pulumi";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead, statuses } from "../../schema/status";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { saysNotFound } from "../../wait/not-found";
import { waitForCreated } from "../../wait/vpc-peer-connection";
import { InitFailure } from "../init-failure";
import type { Runtime } from "../runtime";
import { carryOut, tryModify } from "./carry-out";
import { type ChangePlan, changesCloud, changesGroupOrTags, planChanges } from "./change-plan";
import { completeRequest, sayWhoAccepts, tryCreate } from "./create";
import { givenBefore } from "./direction";
import { keptFailure } from "./kept-failure";
import { otherwise } from "./otherwise";
import { assertAccountOwns, Session } from "./session";
import { assertSameCloud, type CheckedInputs, fromStored, holderOf, isDryRun, toState } from "./state";

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
	runtime.holders.note(id, holderOf(news), "settled");
	const session = new Session(runtime, news, "update");
	if (isDryRun(id)) {
		return { outs: await tryCreate(session, await completeRequest(session, news)) };
	}
	const facts = { clientToken: state.clientToken, cloud: state.cloud };
	const connection = await settled(session, id, state, news);
	let last = connection;
	function keep(seen: VpcPeerConnectionAttribute): void {
		last = seen;
	}
	const given = givenBefore(state, news);
	const plan = planChanges({ ...connection, force: state.force }, news, given);
	if (news.dryRun === true) {
		return { outs: await tryChanges(session, state, plan) };
	}
	try {
		await carryOut(session, keep, connection, plan, given, news);
	} catch (error) {
		// What looked as if it were there may have been an answer out of date.
		if (saysNotFound(error) && (await session.findSurely(id)) === undefined) {
			throw await goneFailure(session, id, state);
		}
		if (changesCloud(plan)) {
			// Part of the change may be done: the state gets what the cloud last showed, and the next run does the rest.
			throw keptFailure(id, { ...toState(news, last, facts), __state: state.__state }, error);
		}
		throw error;
	}
	const outs = toState(news, last, facts);
	session.progress.done(outs.status, id);
	sayWhoAccepts(session, last, news);
	return { outs };
}

async function goneFailure(session: Session, id: string, state: VpcPeerConnectionState): Promise<InitFailure> {
	await assertAccountOwns(session, state);
	const reason = `${id} does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new connection.`;
	return new InitFailure(id, { ...state, status: "Deleted" }, new VpcPeeringError(reason));
}

/** The connection once it is not moving. One that is gone or dead is said so in the state, so that the next run replaces it. */
async function settled(
	session: Session,
	id: string,
	state: VpcPeerConnectionState,
	news: CheckedInputs,
): Promise<VpcPeerConnectionAttribute> {
	const first = await session.findSurely(id, state.status);
	if (first === undefined) {
		throw await goneFailure(session, id, state);
	}
	let last = first;
	const wait = () =>
		waitForCreated({
			...session.waitFor(id, (seen) => {
				last = seen;
			}),
			operation: "update",
			acceptingIsEnough: news.waitForActivated !== true,
			foundBefore: true,
		});
	try {
		// Where it is otherwise than the state has it, the answer may be out of date, and hide what is to be changed.
		return await session.lookSurely(wait, (seen) => otherwise(seen, state));
	} catch (error) {
		const facts = { clientToken: state.clientToken, cloud: state.cloud };
		const outs = { ...toState(news, last, facts), __state: state.__state };
		if (!isDead(last.status)) {
			throw keptFailure(id, outs, error);
		}
		const meaning = statuses[last.status as keyof typeof statuses].meaning;
		const reason = `${id} is ${last.status}: ${meaning}. Run \`pulumi up\` again: it replaces the connection with a new one.`;
		throw new InitFailure(id, outs, new VpcPeeringError(reason, { cause: error }));
	}
}

/** With dryRun on, a change is only checked: the operations that offer a dry run are asked, and nothing is changed. */
async function tryChanges(session: Session, state: VpcPeerConnectionState, plan: ChangePlan) {
	const instanceId = state.instanceId ?? "";
	await tryModify(session, instanceId, plan);
	const unchecked = changesGroupOrTags(plan)
		? " The cloud offers no dry run for resource group and tags: they were not checked."
		: "";
	session.journal.info(`dry run passed, ${instanceId} was not changed.${unchecked} Set dryRun: false to change it.`);
	return state;
}
