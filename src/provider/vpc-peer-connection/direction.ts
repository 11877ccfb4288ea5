import type { VpcPeerConnectionInputs } from "../../schema/vpc-peer-connection-inputs";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";

/** What a state, an answer of the cloud or a program says of each end, under the name of the one that asked and of the other. */
const ends = [
	["vpcId", "acceptingVpcId"],
	["regionId", "acceptingRegionId"],
	["ownerId", "acceptingAliUid"],
	["vpcIpv4Cidrs", "acceptingVpcIpv4Cidrs"],
	["vpcIpv6Cidrs", "acceptingVpcIpv6Cidrs"],
] as const;

interface TwoVpcs {
	readonly vpcId?: unknown;
	readonly acceptingVpcId?: unknown;
}

/**
 * A connection with its ends named as the program names them. One that goes the other way round is turned where the program
 * says that either way is as good; any other is given back as it is. With this one step states, plans and drift compare like
 * with like (docs/decisions/0019-direction-of-a-pair.md).
 */
export function asDeclared<T extends TwoVpcs>(connection: T, wanted: Partial<VpcPeerConnectionInputs>): T {
	return wanted.direction === "either" && isReversed(connection, wanted) ? otherWayRound(connection) : connection;
}

/** True for a connection of the wanted two VPCs that goes the other way round. */
export function isReversed(connection: TwoVpcs, wanted: TwoVpcs): boolean {
	const { vpcId, acceptingVpcId } = wanted;
	return vpcId !== undefined && vpcId === connection.acceptingVpcId && acceptingVpcId === connection.vpcId;
}

/**
 * The inputs that the program gave before. Where it turns a connection of two accounts, the tags that it gave were those of the
 * other account: that this account's tags are not in the program is no reason to take them away.
 */
export function givenBefore(
	state: VpcPeerConnectionState,
	wanted: Partial<VpcPeerConnectionInputs>,
): readonly string[] {
	const { given } = state.__state;
	const turns = wanted.direction === "either" && isReversed(state, wanted) && state.ownerId !== state.acceptingAliUid;
	return turns ? given.filter((name) => name !== "tags") : given;
}

/** The same connection with the names of its ends exchanged. */
export function otherWayRound<T extends object>(connection: T): T {
	const from = connection as Record<string, unknown>;
	const turned = { ...from };
	for (const [one, other] of ends) {
		turned[one] = from[other];
		turned[other] = from[one];
	}
	return turned as T;
}
