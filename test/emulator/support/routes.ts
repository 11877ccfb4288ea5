import type { ErrorCode } from "../../../src/emulator/errors";
import { SAME_ACCOUNT } from "./client";
import { ok, type Setup } from "./setup";

/** Milliseconds that a route entry is Pending, Modifying or Deleting. */
export const ROUTING_MS = 300;

export const HANGZHOU = "cn-hangzhou";
export const TABLE_A = "vtb-hangzhou-a1";
export const TABLE_B = "vtb-hangzhou-b1";

/** The codes of route tables and entries, which have a test file of their own. */
export type RouteErrorCode =
	Extract<
		ErrorCode,
		| `${string}Rout${string}`
		| `${string}PrefixList${string}`
		| `InvalidCidrBlock${string}`
		| `InvalidNextHop${string}`
		| "InvalidCIDRBlock.Duplicate"
		| "TaskConflict"
		| "IncorrectVpcStatus"
		| "Duplicated.VpcNextHop"
		| "QuotaExceeded"
		| "UnsupportedFeature.VpcPeerIpv6"
		| "OperationDenied.VpcIpv6NotEnabled"
		| "OperationFailed.FilterParamUnderWrongRouteType"
		| "OperationDenied"
	> extends infer Code
		? Exclude<Code, "OperationDenied.RouteEntryExist" | "ResourceAlreadyExist.RouterInterface">
		: never;

/** What the tests do with routes, as the owner of both ends of a connection. */
export function routesOf(setup: Setup) {
	const send = (action: string, parameters: Readonly<Record<string, string>>) =>
		setup.requester.vpc(action, { RegionId: HANGZHOU, ...parameters });
	return {
		/** An Activated connection between vpc-hangzhou-a1 and vpc-hangzhou-b1. */
		peering: () => setup.create(SAME_ACCOUNT),
		send,
		create: (nextHopId: string, parameters: Readonly<Record<string, string>> = {}) =>
			send("CreateRouteEntry", {
				RouteTableId: TABLE_A,
				DestinationCidrBlock: "10.2.0.0/16",
				NextHopType: "VpcPeer",
				NextHopId: nextHopId,
				...parameters,
			}),
		/** The custom entries of a table. */
		list: async (routeTableId: string, parameters: Readonly<Record<string, string>> = {}) => {
			const wanted = { RouteTableId: routeTableId, RouteEntryType: "Custom", MaxResult: "100", ...parameters };
			return (await ok(send("DescribeRouteEntryList", wanted))).RouteEntrys.RouteEntry;
		},
		settle: () => setup.clock.advance(ROUTING_MS),
	};
}
