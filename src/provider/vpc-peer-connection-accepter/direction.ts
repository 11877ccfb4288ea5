import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { VpcPeerConnectionAccepterState } from "../../schema/vpc-peer-connection-accepter-state";
import { otherWayRound } from "../vpc-peer-connection/direction";
import { wrongAccount, wrongRegion } from "./parties";
import type { CheckedInputs } from "./state";

type Expected = Pick<CheckedInputs, "direction" | "acceptingRegionId">;

/** The statuses in which the account that was asked has yet to answer. */
const unanswered: readonly string[] = ["Creating", "Accepting"];

/**
 * The connection with the end of these credentials as the accepting one. With `direction: "either"` that may be the end that
 * asked: once the other account has accepted, there is nothing left to answer from either.
 */
export function fromOwnEnd<T extends VpcPeerConnectionAttribute>(
	connection: T,
	accountId: string,
	expected: Expected,
): T {
	if (
		expected.direction !== "either" ||
		fits(connection, accountId, expected) ||
		unanswered.includes(connection.status)
	) {
		return connection;
	}
	const turned = otherWayRound(connection);
	return fits(turned, accountId, expected) ? turned : connection;
}

function fits(connection: VpcPeerConnectionAttribute, accountId: string, { acceptingRegionId }: Expected): boolean {
	return (
		connection.acceptingAliUid === accountId &&
		(acceptingRegionId === undefined || acceptingRegionId === connection.acceptingRegionId)
	);
}

/** Why these credentials have no answer to give; undefined where they have, or where it is given. */
export function whyNotOurs(
	connection: VpcPeerConnectionAttribute,
	accountId: string,
	expected: Expected,
): { readonly property: "account" | "region"; readonly reason: string } | undefined {
	const own = fromOwnEnd(connection, accountId, expected);
	const account = wrongAccount(own, accountId);
	if (account !== undefined) {
		const { instanceId, ownerId, acceptingAliUid } = connection;
		const turned = expected.direction === "either" && ownerId === accountId;
		const reason = turned
			? `${instanceId} goes the other way round: account ${ownerId}, to which these credentials belong, asked for it, and account ${acceptingAliUid} has not accepted it. Accept it there, or delete it and run \`pulumi up --refresh\`: then a new one is made as declared.`
			: account;
		return { property: "account", reason };
	}
	const region = wrongRegion(own, expected);
	return region === undefined ? undefined : { property: "region", reason: region };
}

/** The state for a comparison with the program: a changed direction alone answers no other connection. */
export function asExpected<T extends { readonly regionId?: unknown; readonly acceptingRegionId?: unknown }>(
	state: T,
	{ direction, acceptingRegionId }: Expected,
): T {
	const isTurned = state.acceptingRegionId !== acceptingRegionId && state.regionId === acceptingRegionId;
	return direction === "either" && isTurned ? otherWayRound(state) : state;
}

/**
 * The inputs that the program gave before, as far as they were about this account: tags of the other one say nothing of what
 * may be taken away here.
 */
export function givenBefore(state: VpcPeerConnectionAccepterState, accountId: string): readonly string[] {
	const { given } = state.__state;
	return state.acceptingAliUid === accountId ? given : given.filter((name) => name !== "tags");
}
