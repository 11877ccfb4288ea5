import type { Phase } from "../status";
import type { PrefixListRecord, RouteEntryRecord, RouteTableRecord, VSwitch } from "./routing-model";

/** Financial state of an account, a VPC or a connection (alicloud-api.md 1.6, field `BizStatus`). @public */
export type BizStatus = "Normal" | "FinancialLocked";

/** A tag as the API writes it. @public */
export interface Tag {
	readonly Key: string;
	readonly Value: string;
}

/** Link types of inter-region connections (alicloud-api.md 8). @public */
export type LinkType = "Platinum" | "Gold";

/** The two kinds of Cloud Data Transfer: inside a border, and across it. @public */
export type CdtKind = "intra" | "crossBorder";

/** Cloud Data Transfer of one account. @public */
export interface CdtState {
	/** `GetCdtServiceStatus`. */
	intra: boolean;
	/** `GetCdtCbServiceStatus`. */
	crossBorder: boolean;
	/** Link types that the charge type of this account's CDT can bill. */
	linkTypes: LinkType[];
	/**
	 * Whether the account opens CDT by creating a connection, as the newest page says: both kinds on the China site, the
	 * first on the international one. If not, it has to be open before, as the older pages say (alicloud-api.md 4).
	 */
	openedByCreate: boolean;
	/**
	 * Whether opening what is open is refused by HTTP 500 `ORDER.OPEND`, as other products do. No document says what CDT
	 * does.
	 */
	refusesReopening: boolean;
}

/** A resource group of an account. @public */
export interface ResourceGroup {
	readonly id: string;
	readonly name: string;
}

export interface AccountRecord {
	readonly uid: string;
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	/** Accounts of the two sites cannot peer with each other (alicloud-api.md 8). */
	site: "china" | "international";
	bizStatus: BizStatus;
	cdt: CdtState;
	/** Link types the account is enabled for. */
	linkTypes: LinkType[];
	/** The first one is the default group. */
	resourceGroups: ResourceGroup[];
	/** RAM actions that are denied, e.g. `vpc:CreateVpcPeerConnection`. */
	deniedActions: string[];
}

export interface VpcRecord {
	readonly id: string;
	readonly regionId: string;
	readonly ownerUid: string;
	name: string;
	cidrBlock: string;
	secondaryCidrBlocks: string[];
	ipv6CidrBlocks: string[];
	readonly createdAt: number;
	tags: Tag[];
	vSwitches: VSwitch[];
	status: "Pending" | "Available";
	bizStatus: BizStatus;
	cloudBox: boolean;
	/** Accounts that may use this VPC without owning it. */
	sharedWith: string[];
}

/** What each account keeps for itself on a shared connection. */
export interface OwnerView {
	resourceGroupId: string;
	tags: Tag[];
}

export interface ConnectionRecord {
	readonly id: string;
	readonly ownerUid: string;
	readonly regionId: string;
	readonly vpcId: string;
	readonly acceptingOwnerUid: string;
	readonly acceptingRegionId: string;
	readonly acceptingVpcId: string;
	readonly createdAt: number;
	modifiedAt: number;
	name: string;
	description: string;
	bandwidth: number;
	linkType: LinkType | "";
	bizStatus: BizStatus;
	managedService: string;
	phase: Phase;
	/** By uid. */
	views: Record<string, OwnerView>;
}

export interface TokenRecord {
	readonly uid: string;
	readonly action: string;
	readonly token: string;
	readonly parameters: string;
	readonly usedAt: number;
	readonly answer: Record<string, string | boolean>;
}

export interface SessionRecord {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken: string;
	readonly uid: string;
	readonly roleName: string;
	readonly sessionName: string;
	readonly expiresAt: number;
}

/**
 * Limits that the cloud publishes (alicloud-api.md 8).
 *
 * @public
 */
export interface Quotas {
	/** `vpc_quota_intra_region_peer_num_per_vpc`. */
	intraRegionPerVpc: number;
	/** `vpc_quota_cross_region_peer_num_per_vpc`. */
	crossRegionPerVpc: number;
	/** `vpc_quota_peer_num`. */
	perAccountPerRegion: number;
	/** The older limit of both kinds together; 0 = not applied. */
	perVpc: number;
	/** `vpc_quota_peer_cross_region_bandwidth`, Mbit/s. */
	crossRegionBandwidth: number;
	/** `vpc_quota_peer_cross_border_bandwidth`, Mbit/s. */
	crossBorderBandwidth: number;
	/** Custom entries of one route table. */
	routeEntriesPerTable: number;
}

/** Everything the emulator remembers; plain data, so that the whole of it can be written to a file. */
export interface WorldState {
	version: 3;
	accounts: AccountRecord[];
	vpcs: VpcRecord[];
	connections: ConnectionRecord[];
	routeTables: RouteTableRecord[];
	routeEntries: RouteEntryRecord[];
	prefixLists: PrefixListRecord[];
	/** Pairs of VPCs joined by a router interface. */
	routerInterfaces: [string, string][];
	unsupportedRegions: string[];
	/** Regions where a peering connection carries no IPv6. */
	ipv4OnlyRegions: string[];
	/** Whether Get and List show the requester's tags to the accepter, too. */
	requesterTagsForAll: boolean;
	/** Link types by region; a region that is absent has all of them. */
	regionLinkTypes: Record<string, LinkType[]>;
	quotas: Quotas;
	tokens: TokenRecord[];
	sessions: SessionRecord[];
	/** How far the time was moved ahead of the clock: what has expired stays expired after a restart. Absent: 0. */
	clockOffsetMs?: number;
}
