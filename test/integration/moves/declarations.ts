import type { Bag } from "../support/small-engine";
import { type Alias, type Declared, type DeclaredOptions, output } from "../support/stack-program";

/** The accounts of the emulator. */
export const firstAccount = "1210123456123456";
export const secondAccount = "253460731706911258";

/** The role of the second account with which the first one's program works there. */
export const partner = { roleArn: `acs:ram::${secondAccount}:role/peering`, sessionName: "moves" };

/** Pairs of VPCs. The first two share one, the third is between regions, the last between the accounts. */
export const pairs = {
	ab: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" },
	shanghai: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-shanghai-a1", acceptingRegionId: "cn-shanghai" },
	singapore: { vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-singapore-a1", acceptingRegionId: "ap-southeast-1" },
	partner: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: secondAccount },
} as const satisfies Record<string, Bag>;

export type Pair = keyof typeof pairs;

/** A connection of a pair. */
export function connection(name: string, pair: Pair, args: Bag = {}, options: DeclaredOptions = {}): Declared {
	return { kind: "VpcPeerConnection", name, args: { ...pairs[pair], ...args }, options };
}

/** The answer to a connection, by the other account. */
export function accepter(name: string, of: string, args: Bag = {}, options: DeclaredOptions = {}): Declared {
	return {
		kind: "VpcPeerConnectionAccepter",
		name,
		args: { instanceId: output(of), assumeRole: partner, ...args },
		options,
	};
}

/** All routes of a VPC to a connection. */
export function routes(
	name: string,
	of: string,
	vpcId: string,
	args: Bag = {},
	options: DeclaredOptions = {},
): Declared {
	return { kind: "VpcPeerRoutes", name, args: { instanceId: output(of), vpcId, ...args }, options };
}

/** One route to a connection. */
export function route(name: string, of: string, args: Bag, options: DeclaredOptions = {}): Declared {
	return { kind: "VpcPeerRoute", name, args: { instanceId: output(of), ...args }, options };
}

/** The type of the component that a whole peering is. */
const peeringType = "alicloud-vpcpeer:index:VpcPeering";

/** The resources of a `VpcPeering`: with the alias of the component, each of them has one, too, as the SDK gives it. */
export function peering(
	name: string,
	pair: Pair,
	{ alias, ...args }: Bag & { readonly alias?: string } = {},
): readonly Declared[] {
	const { vpcId, acceptingVpcId } = pairs[pair];
	const isPartner = pair === "partner";
	const answered = isPartner ? `${name}-accepter` : name;
	const theirs = isPartner ? { assumeRole: partner } : {};
	const { acceptingRegionId } = pairs[pair] as { acceptingRegionId?: string };
	const region = acceptingRegionId === undefined ? {} : { regionId: acceptingRegionId };
	const parts = [
		connection(name, pair, args),
		...(isPartner ? [accepter(answered, name)] : []),
		routes(`${name}-requester-routes`, answered, vpcId),
		routes(`${name}-accepter-routes`, answered, acceptingVpcId, { ...theirs, ...region }),
	];
	return parts.map((part) => ({
		...part,
		within: [peeringType],
		options: { aliases: alias === undefined ? [] : [aliasOf(part.name, name, alias)] },
	}));
}

function aliasOf(name: string, component: string, before: string): Alias {
	return { name: before + name.slice(component.length) };
}
