import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead, statuses } from "../../schema/status";
import { containsUnknown } from "../../schema/unknown";
import type { VpcPeerConnectionAccepterState } from "../../schema/vpc-peer-connection-accepter-state";
import { type Bag, checkFields, isKnownAndRight } from "../check";
import { fieldChanges, replacedBy } from "../field-changes";
import { InitFailure } from "../init-failure";
import { journalOf } from "../journal";
import type { Runtime } from "../runtime";
import { driftedInputs, givenInputs } from "../stored-state";
import { changesGroupOrTags } from "../vpc-peer-connection/change-plan";
import { deletePeering } from "../vpc-peer-connection/delete";
import { assertAccountOwns, Session } from "../vpc-peer-connection/session";
import { answerOf } from "./answer";
import { ownChanges } from "./own-changes";
import { wrongAccount } from "./parties";
import { review } from "./review";
import { settleAnswer } from "./settle-answer";
import { assertSameCloud, type CheckedInputs, fromStored, toState, vpcPeerConnectionAccepter } from "./state";

/** Looks at every input, and in a preview at the connection itself. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerConnectionAccepter, news, withoutUse);
	if (failures.length === 0) {
		failures.push(...(await review(runtime, olds, inputs as unknown as CheckedInputs)));
	}
	return { inputs, failures };
}

/** What is given although a rejected connection has no use for it. */
function withoutUse(inputs: Bag): dynamic.CheckFailure[] {
	if (inputs["action"] !== "reject") {
		return [];
	}
	return ["resourceGroupId", "tags"]
		.filter((name) => isKnownAndRight(vpcPeerConnectionAccepter.fields, name, inputs[name]))
		.map((property) => ({ property, reason: 'has no use with action: "reject": leave it out' }));
}

/** Answers the request for the connection, if nobody has yet, and waits until that is seen. */
export async function create(runtime: Runtime, inputs: CheckedInputs): Promise<dynamic.CreateResult> {
	const session = sessionOf(runtime, inputs, "create");
	let outs: VpcPeerConnectionAccepterState | undefined;
	try {
		await settleAnswer(session, inputs, "create", [], (connection) => {
			outs = toState(inputs, connection, runtime.cloud);
		});
	} catch (error) {
		if (outs === undefined) {
			throw error;
		}
		throw new InitFailure(inputs.instanceId, outs, error);
	}
	return { id: inputs.instanceId, outs };
}

/** Says what a changed program means: nothing, an update in place, or the answer to another connection. */
export function diff(runtime: Runtime, olds: unknown, news: CheckedInputs): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const changes = fieldChanges(vpcPeerConnectionAccepter.fields, state, (name) => (news as unknown as Bag)[name]);
	const replaces = replacedBy(changes);
	const answered = containsUnknown(news.action) || state.status === answerOf(news).goal;
	return {
		changes:
			replaces.length > 0 ||
			!answered ||
			changesGroupOrTags(ownChanges(state, news, state.__state.given)) ||
			changes.some(({ change, unknown }) => change === "behaviour" || (unknown && change !== "nothing")),
		replaces,
		deleteBeforeReplace: false,
	};
}

/** Goes on where the last run stopped, and changes what differs. */
export async function update(
	runtime: Runtime,
	id: string,
	olds: unknown,
	news: CheckedInputs,
): Promise<dynamic.UpdateResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const session = sessionOf(runtime, news, "update");
	let outs: VpcPeerConnectionAccepterState | undefined;
	try {
		await settleAnswer(session, news, "update", state.__state.given, (connection) => {
			outs = toState(news, connection, runtime.cloud);
		});
	} catch (error) {
		if (outs === undefined) {
			throw error;
		}
		// Part of the change may be done: the next run does the rest.
		throw new InitFailure(id, { ...outs, __state: state.__state }, error);
	}
	return { outs };
}

/** Looks at the connection with the accepting account's credentials; gone, or past working, it leaves the state. */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const session = sessionOf(runtime, state, "read");
	const connection = (await session.findRecent(id)) ?? (await session.findSurely(id));
	if (connection === undefined) {
		await assertAccountOwns(session, { ...state, side: "accepter" });
		return {};
	}
	const wrong = wrongAccount(connection, await session.access.accountId(session.deadline));
	if (wrong !== undefined) {
		throw new VpcPeeringError(wrong);
	}
	if (isDead(connection.status) && connection.status !== answerOf(state).goal) {
		const { meaning } = statuses[connection.status as keyof typeof statuses];
		session.journal.info(`${id} is ${connection.status} (${meaning}) and can't work again; it leaves the state.`);
		return {};
	}
	const given = givenInputs(state) as unknown as CheckedInputs;
	const props = { ...toState(given, connection, state.cloud), __state: state.__state };
	return { id, props, inputs: driftedInputs(vpcPeerConnectionAccepter.fields, state, props) };
}

/** Keeps the connection, without a request, or deletes it for both accounts: as `onDelete` says. */
export async function leaveOrDelete(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const journal = journalOf(runtime.journal, state.__identity);
	if (state.onDelete !== "delete") {
		journal.info(
			`${id} is kept (onDelete: "keep"): only its accepter leaves the state, and the connection stays as it is for both accounts.`,
		);
		return;
	}
	journal.info(`${id} is deleted for both accounts (onDelete: "delete").`);
	const session = sessionOf(runtime, state, "delete");
	await deletePeering(session, id, { ...state, side: "accepter", force: state.force === true });
}

/** The accepting account's end of the connection is in the accepter's region: there its lists have it. */
function sessionOf(
	runtime: Runtime,
	owner: CheckedInputs | VpcPeerConnectionAccepterState,
	operation: "create" | "update" | "read" | "delete",
): Session {
	return new Session(runtime, { ...owner, regionId: owner.acceptingRegionId }, operation);
}
