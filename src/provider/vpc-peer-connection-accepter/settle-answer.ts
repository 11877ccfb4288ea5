import { toParameters } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { believe, pausesToBelieveUnseen } from "../../wait/belief";
import { waitForSettled, waitForUpdated } from "../../wait/vpc-peer-connection";
import { waitForAnswered } from "../../wait/vpc-peer-connection-accepter";
import { derivedToken, sortedParameters } from "../derived-token";
import {
	asksForMore,
	type ChangePlan,
	changesGroupOrTags,
	type GroupAndTags,
	together,
} from "../vpc-peer-connection/change-plan";
import { sendGroupAndTags } from "../vpc-peer-connection/group-and-tags";
import { otherwise, ownFields } from "../vpc-peer-connection/otherwise";
import type { Keep, Session } from "../vpc-peer-connection/session";
import { answerOf, nextStep } from "./answer";
import { fromOwnEnd, whyNotOurs } from "./direction";
import { type OwnSide, ownChanges } from "./own-changes";
import { notSeen } from "./parties";
import type { CheckedInputs } from "./state";

/** How often the cloud may refuse the answer because of the status although it looked right. */
const mostRefusals = 3;

/**
 * Brings the accepting side to what the program says, from wherever an earlier run left it: looks first, answers only if
 * nobody has, and waits until the answer is seen. `keep` gets the connection from the moment on at which it is known to be
 * ours to answer. `known` is our side as the state has it, of an answer that was given before.
 */
export async function settleAnswer(
	session: Session,
	inputs: CheckedInputs,
	operation: "create" | "update",
	given: readonly string[],
	keep: Keep,
	known?: OwnSide,
): Promise<void> {
	const accountId = await session.access.accountId(session.deadline);
	await assertOursToAnswer(session, inputs, accountId);
	const keepOwn: Keep = (connection) => keep(fromOwnEnd(connection, accountId, inputs));
	const answered = fromOwnEnd(await sendIfNeeded(session, inputs, operation, keepOwn, known), accountId, inputs);
	keep(answered);
	if (answerOf(inputs).goal === "Activated") {
		await bringOwn(session, inputs, given, answered, keepOwn);
	}
	session.progress.done(answered.status, inputs.instanceId);
}

async function assertOursToAnswer(session: Session, inputs: CheckedInputs, accountId: string): Promise<void> {
	const seen = await firstSight(session, inputs.instanceId);
	const reason =
		seen === undefined
			? notSeen(session.runtime, inputs.instanceId, accountId)
			: whyNotOurs(seen, accountId, inputs)?.reason;
	if (reason !== undefined) {
		throw new VpcPeeringError(reason);
	}
}

/** Another account may have made the connection a moment ago, so it is looked for a little longer. */
function firstSight(session: Session, instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
	const look = () => session.find(instanceId);
	return believe(look, (seen) => seen === undefined, session.runtime.clock, pausesToBelieveUnseen);
}

async function sendIfNeeded(
	session: Session,
	inputs: CheckedInputs,
	operation: "create" | "update",
	keep: Keep,
	known: OwnSide | undefined,
): Promise<VpcPeerConnectionAttribute> {
	const answer = answerOf(inputs);
	const { instanceId } = inputs;
	for (const clientToken of tokens(inputs)) {
		const connection = await session.lookSurely(
			() => waitForSettled(session.waitFor(instanceId)),
			(seen) => (seen === undefined || known === undefined ? undefined : otherwise(seen, known, ownFields)),
		);
		if (connection === undefined) {
			throw new VpcPeeringError(notSeen(session.runtime, instanceId, await session.access.accountId(session.deadline)));
		}
		const step = nextStep(answer, connection);
		if (step === "done") {
			return connection;
		}
		if (step !== "send") {
			throw new VpcPeeringError(step.tooLate);
		}
		try {
			await session.inTurn(answer.operation, [connection.vpcId, connection.acceptingVpcId, instanceId], (limits) =>
				answer.send(session.access.vpcPeer, inputs, { clientToken }, limits),
			);
		} catch (error) {
			// Answered by somebody else, or by a request whose answer got lost: the next look tells.
			if (cloudCode(error) === "IncorrectStatus.VpcPeer" && clientToken !== lastToken(inputs)) {
				continue;
			}
			throw error;
		}
		keep(connection);
		return waitForAnswered({
			...session.waitFor(instanceId, keep),
			goal: answer.goal,
			operation,
		});
	}
	throw new Error("unreachable: the last token's refusal is thrown");
}

/**
 * The ClientTokens of the answer: derived, so that a repeated run sends the same. A refusal may be remembered with its
 * token, so each further attempt has another one.
 */
function tokens(inputs: CheckedInputs): string[] {
	const { resourceGroupId, tags } = inputs;
	const { body, query } = toParameters({ resourceGroupId, tags });
	const { operation } = answerOf(inputs);
	const request = [operation, inputs.__identity ?? "", inputs.instanceId, sortedParameters({ ...body, ...query })];
	return Array.from({ length: mostRefusals }, (_, attempt) => derivedToken([...request, attempt]));
}

function lastToken(inputs: CheckedInputs): string | undefined {
	return tokens(inputs).at(-1);
}

/**
 * Resource group and tags of the accepting account, with only the requests that are needed; again where the connection turns
 * out to differ in more, because a look was at an old answer.
 */
async function bringOwn(
	session: Session,
	inputs: CheckedInputs,
	given: readonly string[],
	connection: VpcPeerConnectionAttribute,
	keep: Keep,
): Promise<void> {
	const { instanceId, acceptingRegionId = "" } = connection;
	const planFor = (seen: OwnSide) => ({ ...nothingElse, ...ownChanges(seen, inputs, given) });
	let left = planFor(connection);
	let sent = left;
	while (changesGroupOrTags(left)) {
		await sendGroupAndTags(session, { instanceId, regionId: acceptingRegionId }, left);
		const seen = await waitForUpdated({
			...session.waitFor(instanceId, keep),
			isVisible: (one) => {
				const rest = planFor(one);
				return !changesGroupOrTags(rest) || asksForMore(rest, sent);
			},
		});
		left = planFor(seen);
		sent = together(sent, left);
	}
}

/** The rest of a plan of which only group and tags count. */
const nothingElse: Omit<ChangePlan, keyof GroupAndTags> = {
	replaces: [],
	modify: {},
	behaviour: false,
	unknown: false,
};
