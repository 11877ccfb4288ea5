import type {
	AccountRecord,
	BizStatus,
	CdtState,
	LinkType,
	Quotas,
	ResourceGroup,
	Tag,
	VpcRecord,
	WorldState,
} from "./model";
import { prefixListFromSeed } from "./prefix-lists";
import { systemTable } from "./routes";
import type { PrefixList, RouteTableRecord, VSwitch } from "./routing-model";

/**
 * A custom route table of a {@link Seed}.
 *
 * @public
 */
export interface SeedRouteTable {
	readonly id: string;
	readonly name?: string | undefined;
	readonly tags?: readonly Tag[] | undefined;
	readonly vSwitchIds?: readonly string[] | undefined;
}

/**
 * A VPC of a {@link Seed}.
 *
 * @public
 */
export interface SeedVpc {
	readonly id: string;
	readonly regionId: string;
	readonly cidrBlock: string;
	/** @defaultValue the id */
	readonly name?: string | undefined;
	readonly secondaryCidrBlocks?: readonly string[] | undefined;
	readonly ipv6CidrBlocks?: readonly string[] | undefined;
	readonly tags?: readonly Tag[] | undefined;
	/** Each has a system route in every table of the VPC. @defaultValue none */
	readonly vSwitches?: readonly VSwitch[] | undefined;
	/** Besides the system table, which every VPC has. @defaultValue none */
	readonly routeTables?: readonly SeedRouteTable[] | undefined;
	/** @defaultValue "Available" */
	readonly status?: "Pending" | "Available" | undefined;
}

/**
 * A prefix list of a {@link Seed}.
 *
 * @public
 */
export interface SeedPrefixList extends Pick<PrefixList, "id" | "regionId" | "cidrBlocks"> {
	/** @defaultValue the id */
	readonly name?: string | undefined;
	/** @defaultValue that of its ranges; IPv4 when it has none */
	readonly ipVersion?: "IPv4" | "IPv6" | undefined;
	/** @defaultValue as many as it has, at least 1 */
	readonly maxEntries?: number | undefined;
}

/**
 * An account of a {@link Seed}.
 *
 * @public
 */
export interface SeedAccount {
	/** The account id, as digits: it may exceed 2^53. */
	readonly uid: string;
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly vpcs: readonly SeedVpc[];
	/** @defaultValue none */
	readonly prefixLists?: readonly SeedPrefixList[] | undefined;
	/** The first one is the default group. */
	readonly resourceGroups: readonly ResourceGroup[];
	/** @defaultValue everything open; what is not is opened by a create, and opening twice succeeds */
	readonly cdt?: Partial<CdtState> | undefined;
	/** @defaultValue "china" */
	readonly site?: "china" | "international" | undefined;
	/** @defaultValue "Normal" */
	readonly bizStatus?: BizStatus | undefined;
}

/**
 * What exists when the emulator starts.
 *
 * @public
 */
export interface Seed {
	readonly accounts: readonly SeedAccount[];
}

/** Limits published for the cloud (alicloud-api.md 8). The older combined per-VPC limit is off. */
export const defaultQuotas: Quotas = {
	intraRegionPerVpc: 10,
	crossRegionPerVpc: 20,
	perAccountPerRegion: 20,
	perVpc: 0,
	crossRegionBandwidth: 1024,
	crossBorderBandwidth: 1024,
	routeEntriesPerTable: 200,
};

const allLinkTypes: readonly LinkType[] = ["Platinum", "Gold"];

/**
 * Two accounts with five VPCs each. The uids are those of the documents: one of 16 digits, and one of 18 digits
 * that no JavaScript number can hold. No two VPCs overlap.
 *
 * @public
 */
export const defaultSeed: Seed = {
	accounts: [
		{
			uid: "1210123456123456",
			accessKeyId: "emulator-key-1",
			accessKeySecret: "emulator-secret-1",
			resourceGroups: [
				{ id: "rg-default-1", name: "default" },
				{ id: "rg-network-1", name: "network" },
			],
			vpcs: [
				{
					id: "vpc-hangzhou-a1",
					regionId: "cn-hangzhou",
					cidrBlock: "10.1.0.0/16",
					secondaryCidrBlocks: ["10.101.0.0/16"],
				},
				{
					id: "vpc-hangzhou-b1",
					regionId: "cn-hangzhou",
					cidrBlock: "10.2.0.0/16",
					ipv6CidrBlocks: ["2408:4005:3a1:200::/56"],
				},
				{ id: "vpc-shanghai-a1", regionId: "cn-shanghai", cidrBlock: "10.3.0.0/16" },
				{ id: "vpc-shanghai-b1", regionId: "cn-shanghai", cidrBlock: "10.4.0.0/16" },
				{ id: "vpc-singapore-a1", regionId: "ap-southeast-1", cidrBlock: "10.5.0.0/16" },
			],
		},
		{
			uid: "253460731706911258",
			accessKeyId: "emulator-key-2",
			accessKeySecret: "emulator-secret-2",
			resourceGroups: [
				{ id: "rg-default-2", name: "default" },
				{ id: "rg-network-2", name: "network" },
			],
			vpcs: [
				{ id: "vpc-hangzhou-a2", regionId: "cn-hangzhou", cidrBlock: "172.16.0.0/16" },
				{
					id: "vpc-hangzhou-b2",
					regionId: "cn-hangzhou",
					cidrBlock: "172.17.0.0/16",
					secondaryCidrBlocks: ["192.168.16.0/20", "192.168.32.0/20"],
					ipv6CidrBlocks: ["2408:4005:3a2:200::/56"],
				},
				{ id: "vpc-shanghai-a2", regionId: "cn-shanghai", cidrBlock: "172.18.0.0/16" },
				{ id: "vpc-shanghai-b2", regionId: "cn-shanghai", cidrBlock: "172.19.0.0/16" },
				{ id: "vpc-singapore-a2", regionId: "ap-southeast-1", cidrBlock: "172.20.0.0/16" },
			],
		},
	],
};

/** The world as it is before the first request. */
export function worldFromSeed(seed: Seed, now: number): WorldState {
	const vpcs = seed.accounts.flatMap((account) => account.vpcs.map((vpc) => vpcFromSeed(vpc, account.uid, now)));
	return {
		version: 3,
		accounts: seed.accounts.map(accountFromSeed),
		vpcs,
		connections: [],
		routeTables: seed.accounts.flatMap(({ vpcs: seeds }) => seeds.flatMap((vpc) => tablesFromSeed(vpc, now))),
		routeEntries: [],
		prefixLists: seed.accounts.flatMap(({ uid, prefixLists = [] }) =>
			prefixLists.map((list) => prefixListFromSeed(list, uid, now)),
		),
		routerInterfaces: [],
		unsupportedRegions: [],
		ipv4OnlyRegions: [],
		requesterTagsForAll: false,
		regionLinkTypes: {},
		quotas: { ...defaultQuotas },
		tokens: [],
		sessions: [],
	};
}

/** A VPC record out of its short description. */
export function vpcFromSeed(vpc: SeedVpc, ownerUid: string, now: number): VpcRecord {
	return {
		id: vpc.id,
		regionId: vpc.regionId,
		ownerUid,
		name: vpc.name ?? vpc.id,
		cidrBlock: vpc.cidrBlock,
		secondaryCidrBlocks: [...(vpc.secondaryCidrBlocks ?? [])],
		ipv6CidrBlocks: [...(vpc.ipv6CidrBlocks ?? [])],
		createdAt: now,
		tags: (vpc.tags ?? []).map((tag) => ({ ...tag })),
		vSwitches: (vpc.vSwitches ?? []).map((vSwitch) => ({ ...vSwitch })),
		status: vpc.status ?? "Available",
		bizStatus: "Normal",
		cloudBox: false,
		sharedWith: [],
	};
}

/** The system table of a VPC, and its custom ones. */
export function tablesFromSeed(vpc: SeedVpc, now: number): RouteTableRecord[] {
	const system = systemTable(vpc.id, now);
	const custom = (vpc.routeTables ?? []).map(
		(table): RouteTableRecord => ({
			...system,
			type: "Custom",
			id: table.id,
			name: table.name ?? "",
			tags: (table.tags ?? []).map((tag) => ({ ...tag })),
			vSwitchIds: [...(table.vSwitchIds ?? [])],
		}),
	);
	return [system, ...custom];
}

function accountFromSeed(account: SeedAccount): AccountRecord {
	return {
		uid: account.uid,
		accessKeyId: account.accessKeyId,
		accessKeySecret: account.accessKeySecret,
		site: account.site ?? "china",
		bizStatus: account.bizStatus ?? "Normal",
		cdt: {
			intra: account.cdt?.intra ?? true,
			crossBorder: account.cdt?.crossBorder ?? true,
			linkTypes: [...(account.cdt?.linkTypes ?? allLinkTypes)],
			openedByCreate: account.cdt?.openedByCreate ?? true,
			refusesReopening: account.cdt?.refusesReopening ?? false,
		},
		linkTypes: [...allLinkTypes],
		resourceGroups: account.resourceGroups.map((group) => ({ ...group })),
		deniedActions: [],
	};
}
