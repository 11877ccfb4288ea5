import type { ActionContext } from "../actions/action";
import { cloudError } from "../cloud-error";
import { findOwned, statusOf } from "../world/connections";
import type { VpcRecord } from "../world/model";
import type { NextHop } from "../world/routing-model";
import { indexedObjects, type Parameters } from "./parameters";
import { touches } from "./quotas";

/** The types that the SDK's documentation of CreateRouteEntry names (@alicloud/vpc20160428 7.3.2). */
const nextHopTypes: ReadonlySet<string> = new Set([
	"Instance",
	"HaVip",
	"RouterInterface",
	"NetworkInterface",
	"VpnGateway",
	"IPv6Gateway",
	"NatGateway",
	"Attachment",
	"VpcPeer",
	"Ipv4Gateway",
	"GatewayEndpoint",
	"Ecr",
	"GatewayLoadBalancerEndpoint",
	"RouteTargetGroup",
]);

/** `NextHopType` and `NextHopId`, or the list of several next hops, which excludes these two (alicloud-api.md 3.2). */
export function readNextHops(parameters: Parameters): NextHop[] {
	const listed = readNextHopList(parameters);
	const id = parameters.get("NextHopId") ?? "";
	if (listed.length > 0) {
		if (id !== "") throw cloudError("InvalidParameter.{Param}", "NextHopList", "NextHopId is given, too");
		const twice = listed.find(({ id: hop }, index) => listed.findIndex((one) => one.id === hop) < index);
		if (twice !== undefined) throw cloudError("Duplicated.VpcNextHop", twice.id);
		return listed;
	}
	return [checkedHop(id, parameters.get("NextHopType") ?? "Instance", "0")];
}

/** `NextHopList.N`. */
export function readNextHopList(parameters: Parameters): NextHop[] {
	const given = indexedObjects(parameters, "NextHopList", ["NextHopId", "NextHopType", "Weight"]);
	return given.map((hop) => checkedHop(hop.NextHopId ?? "", hop.NextHopType ?? "RouterInterface", hop.Weight ?? "0"));
}

/** A next hop out of its texts. */
export function checkedHop(id: string, type: string, weight: string): NextHop {
	if (!nextHopTypes.has(type)) throw cloudError("InvalidNextHopType", type);
	if (id === "") throw cloudError("InvalidNextHop.NotFound", "(none given)");
	return { id, type, weight: /^\d{1,3}$/.test(weight) ? Number(weight) : 0 };
}

/**
 * Refuses a peering connection that no entry of the VPC can lead to. Next hops of other types are not looked at: the
 * emulator has no such things.
 */
export function checkPeerHop(
	{ store, caller, now }: ActionContext,
	vpc: VpcRecord,
	hop: NextHop,
	version: "IPv4" | "IPv6",
): void {
	if (hop.type !== "VpcPeer") return;
	const connection = findOwned(store, hop.id, caller.account.uid);
	// That a connection of other VPCs answers like one that does not exist is assumed.
	if (connection === undefined || !touches(connection, vpc.id)) throw cloudError("ResourceNotFound.VpcPeer", hop.id);
	const status = statusOf(connection, now);
	if (status !== "Activated") throw cloudError("IncorrectStatus.VpcPeer", connection.id, status);
	if (version === "IPv6" && store.state.ipv4OnlyRegions.includes(vpc.regionId)) {
		throw cloudError("UnsupportedFeature.VpcPeerIpv6", vpc.regionId);
	}
}
