import type { dynamic } from "@pulumi/pulumi";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead, statuses } from "../../schema/status";
import { containsUnknown } from "../../schema/unknown";
import type { VpcPeerConnectionAccepterState } from "../../schema/vpc-peer-connection-accepter-state";
import { type Bag, checkFields, isKnownAndRight } from "../check";
import { fieldChanges, replacedBy } from "../field-changes";
import type { Holder, KeptFor } from "../holders";
import { InitFailure } from "../init-failure";
import { journalOf } from "../journal";
import { keptText } from "../kept-text";
import type { Runtime } from "../runtime";
import { driftedInputs, givenInputs } from "../stored-state";
import { changesGroupOrTags } from "../vpc-peer-connection/change-plan";
import { deletePeering } from "../vpc-peer-connection/delete";
import { assertAccountOwns, type Session } from "../vpc-peer-connection/session";
import { AccepterSession } from "./accepter-session";
import { answerOf } from "./answer";
import { asExpected, fromOwnEnd, givenBefore } from "./direction";
import { ownChanges } from "./own-changes";
import { wrongAccount } from "./parties";
import { review } from "./review";
import { settleAnswer } from "./settle-answer";
import { assertSameCloud, type CheckedInputs, fromStored, holderOf, toState, vpcPeerConnectionAccepter } from "./state";

/** Looks at every input, and in a preview at the connection itself. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerConnectionAccepter, olds, news, withoutUse);
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
			runtime.holders.note(inputs.instanceId, holderOf(inputs), "settled");
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
export function diff(runtime: Runtime, id: string, olds: unknown, news: CheckedInputs): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	runtime.holders.renamed(id, vpcPeerConnectionAccepter.kind, state.__identity, news.__identity ?? "");
	const current = asExpected(state, news);
	const changes = fieldChanges(vpcPeerConnectionAccepter.fields, current, (name) => (news as unknown as Bag)[name]);
	const replaces = replacedBy(changes);
	const answered = containsUnknown(news.action) || state.status === answerOf(news).goal;
	const differs =
		!answered ||
		changesGroupOrTags(ownChanges(state, news, state.__state.given)) ||
		changes.some(({ change, unknown }) => change === "behaviour" || (unknown && change !== "nothing"));
	if (replaces.length > 0) {
		runtime.holders.release(id, holderOf(news));
	} else {
		runtime.holders.note(id, holderOf(news), runtime.basisOfDiff(news.__identity ?? "", differs));
	}
	return { changes: replaces.length > 0 || differs, replaces, deleteBeforeReplace: false };
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
	runtime.holders.note(id, holderOf(news), "settled");
	const session = sessionOf(runtime, news, "update");
	let outs: VpcPeerConnectionAccepterState | undefined;
	try {
		const given = givenBefore(state, await session.access.accountId(session.deadline));
		function keep(connection: VpcPeerConnectionAttribute): void {
			outs = toState(news, connection, runtime.cloud);
		}
		await settleAnswer(session, news, "update", given, keep, state);
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
	runtime.holders.note(id, holderOf(state), "state");
	const session = sessionOf(runtime, state, "read");
	const seen = await session.findRecentSurely(id, state.status);
	if (seen === undefined) {
		await assertAccountOwns(session, { ...state, side: "accepter" });
		return {};
	}
	const accountId = await session.access.accountId(session.deadline);
	const connection = fromOwnEnd(seen, accountId, state);
	const wrong = wrongAccount(connection, accountId);
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

/** Keeps the connection, or deletes it for both accounts: as `onDelete` says. What another resource has is kept in any case. */
export async function leaveOrDelete(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const journal = journalOf(runtime.journal, state.__identity);
	const holder = holderOf(state);
	const kept = runtime.holders.keptFor(id, holder) ?? declaredBesides(runtime, id, holder);
	if (state.onDelete !== "delete") {
		journal.info(await leftText(runtime, id, state));
		return;
	}
	if (kept !== undefined) {
		journal.info(keptText(id, kept));
		return;
	}
	const session = sessionOf(runtime, state, "delete");
	const sayBefore = `${id} is deleted for both accounts (onDelete: "delete").`;
	await deletePeering(session, id, { ...state, holder, side: "accepter", force: state.force === true, sayBefore });
}

/** A connection that the program itself declares is not for its accepter to end. */
function declaredBesides(runtime: Runtime, id: string, holder: Holder): KeptFor | undefined {
	const others = runtime.holders
		.others(id, holder, { declared: true })
		.filter(({ kind }) => kind === "VpcPeerConnection");
	return others.length === 0 ? undefined : { others };
}

/** What is said of a connection that is left as it is; looked at, so that nothing is said to stay that is not there. */
async function leftText(runtime: Runtime, id: string, state: VpcPeerConnectionAccepterState): Promise<string> {
	const seen = await sessionOf(runtime, state, "read")
		.findSurely(id)
		.catch(() => "unknown" as const);
	if (seen === undefined) {
		return `${id} is not there any more; its accepter leaves the state.`;
	}
	const ended = seen !== "unknown" && isDead(seen.status) ? ` It is ${seen.status} already.` : "";
	return `${id} is not deleted by its accepter (onDelete: "keep"): the accepter leaves the state, and nothing is sent.${ended}`;
}

function sessionOf(
	runtime: Runtime,
	owner: CheckedInputs | VpcPeerConnectionAccepterState,
	operation: "create" | "update" | "read" | "delete",
): Session {
	return new AccepterSession(runtime, owner, operation);
}
