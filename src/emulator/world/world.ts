import type { VpcPeerStatus } from "../status";
import type { BizStatus, CdtState, LinkType, OwnerView, Quotas, ResourceGroup, Tag } from "./model";
import type { AssociateType, PrefixList, RouteEntry, RouteTable, RouteTableStatus, VSwitch } from "./routing-model";
import type { SeedPrefixList, SeedVpc } from "./seed";

/**
 * A VPC as it is now.
 *
 * @public
 */
export interface EmulatorVpc {
	readonly id: string;
	readonly regionId: string;
	readonly name: string;
	readonly cidrBlock: string;
	readonly secondaryCidrBlocks: readonly string[];
	readonly ipv6CidrBlocks: readonly string[];
	readonly tags: readonly Tag[];
	readonly vSwitches: readonly VSwitch[];
	readonly status: "Pending" | "Available";
}

/**
 * An account as it is now, with the keys to sign requests with.
 *
 * @public
 */
export interface EmulatorAccount {
	readonly uid: string;
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly cdt: Readonly<CdtState>;
	readonly bizStatus: BizStatus;
	readonly vpcs: readonly EmulatorVpc[];
	readonly prefixLists: readonly PrefixList[];
	/** The first one is the default group. */
	readonly resourceGroups: readonly ResourceGroup[];
}

/**
 * A connection as it is now.
 *
 * @public
 */
export interface EmulatorConnection {
	readonly instanceId: string;
	/** Computed from the clock. */
	readonly status: VpcPeerStatus;
	readonly bizStatus: BizStatus;
	readonly ownerUid: string;
	readonly regionId: string;
	readonly vpcId: string;
	readonly acceptingOwnerUid: string;
	readonly acceptingRegionId: string;
	readonly acceptingVpcId: string;
	readonly name: string;
	readonly description: string;
	/** Mbit/s; -1 = unlimited. */
	readonly bandwidth: number;
	readonly linkType: LinkType | "";
	readonly managedService: string;
	readonly createdAt: number;
	readonly modifiedAt: number;
	/** When it expires if nobody accepts it. */
	readonly expiresAt: number;
	/** Tags and resource group of each owner, by uid. */
	readonly views: Readonly<Record<string, Readonly<OwnerView>>>;
}

/**
 * What {@link World.modifyConnection} can change.
 *
 * @public
 */
export interface ConnectionChange {
	readonly name?: string | undefined;
	readonly description?: string | undefined;
	readonly bandwidth?: number | undefined;
	readonly linkType?: LinkType | "" | undefined;
	/** Put into this status at once, whatever the state machine says. */
	readonly status?: VpcPeerStatus | undefined;
	/** Tags and resource group by uid of an owner. */
	readonly views?: Readonly<Record<string, Partial<OwnerView>>> | undefined;
}

/**
 * What {@link World.changeVpc} can change.
 *
 * @public
 */
export interface VpcChange {
	readonly name?: string | undefined;
	readonly cidrBlock?: string | undefined;
	readonly secondaryCidrBlocks?: readonly string[] | undefined;
	/** None at all turns IPv6 off. */
	readonly ipv6CidrBlocks?: readonly string[] | undefined;
	readonly tags?: readonly Tag[] | undefined;
	readonly vSwitches?: readonly VSwitch[] | undefined;
}

/**
 * What {@link World.addRouteTable} takes, and {@link World.changeRouteTable} can change.
 *
 * @public
 */
export interface RouteTableChange {
	readonly name?: string | undefined;
	readonly description?: string | undefined;
	readonly tags?: readonly Tag[] | undefined;
	readonly vSwitchIds?: readonly string[] | undefined;
	readonly status?: RouteTableStatus | undefined;
}

/**
 * A route entry that {@link World.addRouteEntry} adds.
 *
 * @public
 */
export interface NewRouteEntry {
	/** @defaultValue the system table of `vpcId` */
	readonly routeTableId?: string | undefined;
	/** Names the table where `routeTableId` does not. */
	readonly vpcId?: string | undefined;
	/** A range, or the id of a prefix list. */
	readonly destinationCidrBlock: string;
	/** @defaultValue "VpcPeer", whose id has to be the one of a connection */
	readonly nextHopType?: string | undefined;
	readonly nextHopId: string;
	readonly name?: string | undefined;
	readonly description?: string | undefined;
}

/**
 * The world behind the API: what a test or a demo looks at and changes without sending requests. Changes take effect
 * at once and are written to the state file. An id that does not exist is a mistake and throws.
 *
 * @public
 */
export interface World {
	/** All connections of all accounts that can still be read, oldest first. */
	connections(): EmulatorConnection[];
	/** One connection, or undefined when it is gone. */
	findConnection(instanceId: string): EmulatorConnection | undefined;
	/** The custom route entries of all accounts, oldest first. */
	routeEntries(): RouteEntry[];
	/** The route tables of a VPC, the system table first. */
	routeTables(vpcId: string): RouteTable[];

	/**
	 * Opens or closes an account's Cloud Data Transfer, or says which link types its charge type can bill, whether a create
	 * opens it, and whether it can be opened twice.
	 */
	setCdt(uid: string, change: Partial<CdtState>): void;
	/** Locks or unlocks an account, a VPC or a connection financially. */
	setBizStatus(uidOrId: string, status: BizStatus): void;
	/** Says on which of the two sites an account was opened. Accounts of different sites cannot peer. */
	setSite(uid: string, site: "china" | "international"): void;
	/** Says which link types an account is enabled for. */
	setLinkTypes(uid: string, linkTypes: readonly LinkType[]): void;
	/** Gives an account one more resource group. */
	addResourceGroup(uid: string, group: ResourceGroup): void;
	/** Denies an account an action, e.g. `vpc:CreateVpcPeerConnection` or `cdt:GetCdtServiceStatus`. */
	denyAction(uid: string, action: string): void;
	/** Takes {@link World.denyAction} back. */
	allowAction(uid: string, action: string): void;

	/** Gives an account one more VPC. */
	addVpc(uid: string, vpc: SeedVpc): void;
	/** Removes a VPC; connections keep its id but have no address ranges of it any more. */
	removeVpc(vpcId: string): void;
	/** Puts a VPC into a status; only an Available one can be peered. */
	setVpcStatus(vpcId: string, status: "Pending" | "Available"): void;
	/** Puts a CloudBox into a VPC or takes it out. */
	setCloudBox(vpcId: string, present: boolean): void;
	/** Lets another account use a VPC that it does not own. */
	shareVpc(vpcId: string, uid: string): void;
	/** Joins two VPCs by a router interface. */
	addRouterInterface(vpcId: string, otherVpcId: string): void;
	/** Changes a VPC, as somebody at the console would: its name, ranges, tags and vSwitches. */
	changeVpc(vpcId: string, change: VpcChange): void;
	/** Gives a VPC a custom route table. */
	addRouteTable(
		vpcId: string,
		table?: RouteTableChange & { readonly id?: string | undefined; readonly associateType?: AssociateType | undefined },
	): RouteTable;
	/** Changes a route table. */
	changeRouteTable(routeTableId: string, change: RouteTableChange): void;
	/** Removes a custom route table with its entries. */
	removeRouteTable(routeTableId: string): void;
	/** Adds a route entry, Available at once. */
	addRouteEntry(entry: NewRouteEntry): RouteEntry;
	/** Changes the name, the description or the next hop of a route entry. */
	modifyRouteEntry(
		routeEntryId: string,
		change: Partial<Pick<RouteEntry, "name" | "description" | "nextHopId" | "nextHopType">>,
	): void;
	/** Removes a route entry at once. */
	removeRouteEntry(routeEntryId: string): void;
	/** Gives an account one more prefix list. */
	addPrefixList(uid: string, list: SeedPrefixList): PrefixList;
	/** Changes the name or the ranges of a prefix list; routes to it lead to the new ranges at once. */
	changePrefixList(id: string, change: Partial<Pick<PrefixList, "name" | "cidrBlocks">>): void;
	/** Removes a prefix list. Throws a RangeError while a route leads to it. */
	removePrefixList(id: string): void;
	/** Says whether peering connections carry IPv6 in a region. */
	setPeeringIpv6(regionId: string, supported: boolean): void;

	/** Says whether peering is missing in a region. */
	setUnsupportedRegion(regionId: string, unsupported?: boolean): void;
	/** Says which link types a region offers; none at all is possible. */
	setRegionLinkTypes(regionId: string, linkTypes: readonly LinkType[]): void;
	/**
	 * Says whether Get and List show both owners of a connection the requester's tags, instead of each its own. No document
	 * says which; ListTagResources always answers the caller's own.
	 */
	setRequesterTagsForAll(shown: boolean): void;
	/** Changes limits. */
	setQuota(change: Partial<Quotas>): void;

	/** Says which service manages a connection; an empty text means none. */
	setManagedService(instanceId: string, service: string): void;
	/**
	 * Accepts a request, as the accepting account would: Updating, then Activated. Throws a RangeError when the status is
	 * not Accepting; quotas, CDT and permissions are not looked at.
	 */
	acceptConnection(instanceId: string): void;
	/** Rejects a request, as the accepting account would. Throws a RangeError when the status is not Accepting. */
	rejectConnection(instanceId: string): void;
	/** Lets a request expire now. Throws a RangeError when the status is not Accepting. */
	expireConnection(instanceId: string): void;
	/** Changes a connection behind everybody's back, as somebody at the console would. */
	modifyConnection(instanceId: string, change: ConnectionChange): void;
	/** Makes a connection and the routes to it vanish at once. */
	dropConnection(instanceId: string): void;
}
