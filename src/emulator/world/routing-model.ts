import type { Tag } from "./model";

/** A vSwitch, as far as routing looks at it: its range has a system route. @public */
export interface VSwitch {
	readonly id: string;
	readonly cidrBlock: string;
}

/** What a route table is bound to (alicloud-api.md 3.1). @public */
export type AssociateType = "VSwitch" | "Gateway";

/** Statuses of a route table (alicloud-api.md 3.1). @public */
export type RouteTableStatus = "Pending" | "Available" | "Deleting";

/** Statuses of a route entry as the list shows them; the pages' own words are Creating and Created. @public */
export type RouteEntryStatus = "Pending" | "Available" | "Modifying" | "Deleting";

export interface RouteTableRecord {
	readonly id: string;
	readonly vpcId: string;
	readonly type: "System" | "Custom";
	readonly associateType: AssociateType;
	readonly createdAt: number;
	status: RouteTableStatus;
	name: string;
	description: string;
	tags: Tag[];
	vSwitchIds: string[];
}

/** Where an entry leads; several of them share the traffic (ECMP). */
export interface NextHop {
	readonly id: string;
	readonly type: string;
	readonly weight: number;
}

/** A custom entry. System entries follow from the VPC and are computed when they are read. */
export interface RouteEntryRecord {
	readonly id: string;
	readonly routeTableId: string;
	/** A range in its one form, or the id of a prefix list. */
	readonly destinationCidrBlock: string;
	readonly createdAt: number;
	modifiedAt: number;
	name: string;
	description: string;
	nextHops: NextHop[];
	/** What is being done to it until `settlesAt`; afterwards it is Available, or gone where it was Deleting. */
	task: { readonly status: "Pending" | "Modifying" | "Deleting"; readonly settlesAt: number };
}

/**
 * A set of ranges under one id, which a route can have as its destination (alicloud-api.md 3.4). It belongs to one
 * account and one region.
 *
 * @public
 */
export interface PrefixList {
	/** `pl-...`. */
	readonly id: string;
	readonly regionId: string;
	readonly name: string;
	/** All its ranges are of this version. */
	readonly ipVersion: "IPv4" | "IPv6";
	readonly cidrBlocks: readonly string[];
	/** How many ranges it may have at most; a route to the list takes so many entries of the quota of its table. */
	readonly maxEntries: number;
}

export interface PrefixListRecord extends PrefixList {
	readonly ownerUid: string;
	readonly createdAt: number;
	name: string;
	cidrBlocks: string[];
}

/**
 * A custom route entry as it is now.
 *
 * @public
 */
export interface RouteEntry {
	readonly id: string;
	readonly routeTableId: string;
	readonly vpcId: string;
	/** A range, or the id of a prefix list. */
	readonly destinationCidrBlock: string;
	/** `VpcPeer` for a peering connection. */
	readonly nextHopType: string;
	/** The peering connection, or another next hop. */
	readonly nextHopId: string;
	readonly name: string;
	readonly description: string;
	readonly status: RouteEntryStatus;
}

/**
 * A route table as it is now.
 *
 * @public
 */
export interface RouteTable {
	readonly id: string;
	readonly vpcId: string;
	readonly type: "System" | "Custom";
	readonly associateType: AssociateType;
	readonly status: RouteTableStatus;
	readonly name: string;
	readonly description: string;
	readonly tags: readonly Tag[];
	readonly vSwitchIds: readonly string[];
}
