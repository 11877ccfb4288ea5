import type { ArgsOf, DeepInput } from "../resources/args";
import type { AssumeRole } from "../schema/shared-inputs";
import type { RouteTableSelection } from "../schema/vpc-peer-routes-inputs";
import { isPlainObject, type Place } from "./input-names";

interface SideInputs {
	/** The VPC (`vpc-...`). */
	vpcId: string;
	/**
	 * Its region, for example `cn-hangzhou`.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/**
	 * The account that owns the VPC. Needed only where it is another account to which the program has no credentials: then
	 * that account has to accept by itself, and nothing is done on its side.
	 *
	 * @default the account of the side's credentials
	 */
	aliUid?: string | number | undefined;
	/** A profile of the Alibaba Cloud CLI for this side. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume for this side. @default the stack's own */
	assumeRole?: AssumeRole | undefined;
	/**
	 * Where the routes of this side lead: `peer-cidrs` for all ranges of the other VPC, or a list of ranges.
	 *
	 * @default "peer-cidrs"
	 */
	destinations?: "peer-cidrs" | string[] | undefined;
	/** Whether routes to the other VPC's IPv6 ranges are made, too. @default true */
	ipv6?: boolean | undefined;
	/**
	 * What to do on this side about a destination that a table routes elsewhere already: `error` changes nothing and names it,
	 * `leaveAlone` makes the other routes. It is never overwritten.
	 *
	 * @default the input `conflicts` of the whole
	 */
	conflicts?: "error" | "leaveAlone" | undefined;
	/**
	 * The resource group (`rg-...`) of the connection in the side's account. Where both sides belong to one account, that of
	 * the side that asks, else of the other.
	 */
	resourceGroupId?: string | undefined;
	/** The connection's tags in the side's account. Where both sides belong to one account, it gets the tags of both. */
	tags?: Record<string, string> | undefined;
}

/** One side of a peering: a VPC, whose it is, and what is done there. */
export interface VpcPeeringSide extends ArgsOf<SideInputs> {
	/**
	 * Whether routes to the other side are made here: `false` makes none, a selection says in which route tables.
	 *
	 * @default true, in all route tables of the VPC; on an accepter without credentials false
	 */
	routes?: boolean | DeepInput<RouteTableSelection> | undefined;
	/**
	 * With true, Cloud Data Transfer (CDT) is activated in the side's account first; `"cross-border"` activates its
	 * cross-border service as well. It is never closed again.
	 *
	 * @default false
	 */
	cdt?: boolean | "cross-border" | undefined;
}

/** All inputs of a side, for messages. */
export const sideInputs = {
	vpcId: true,
	regionId: true,
	aliUid: true,
	profile: true,
	assumeRole: true,
	routes: true,
	destinations: true,
	ipv6: true,
	conflicts: true,
	cdt: true,
	resourceGroupId: true,
	tags: true,
} as const satisfies Record<keyof VpcPeeringSide, true>;

const selectionInputs = {
	ids: true,
	tags: true,
	excludedIds: true,
	excludedTags: true,
} as const satisfies Record<keyof RouteTableSelection, true>;

/** Where the names of a side's inputs stand: its own, and those of a selection of route tables. */
export function placesOfSide(
	side: Omit<Place, "names"> & Partial<Place>,
	args: unknown,
): (Place & { readonly args: unknown })[] {
	const routes = isPlainObject(args) ? args["routes"] : undefined;
	const selection = {
		path: `${side.path}routes.`,
		what: "a selection of route tables",
		names: Object.keys(selectionInputs),
	};
	return [
		{ names: Object.keys(sideInputs), ...side, args },
		...(isPlainObject(routes) ? [{ ...selection, args: routes }] : []),
	];
}
