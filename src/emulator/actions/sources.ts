import type { products } from ".";

/** Where an operation comes from, and what it reads. */
export interface OperationSource {
	/** The section that documents it. */
	readonly source: string;
	/** Parameters that have an effect here; `.N` stands for a number. */
	readonly parameters: readonly string[];
	/** Documented parameters that are accepted without an effect. */
	readonly ignored?: readonly string[];
}

type Sources = {
	readonly [Name in keyof typeof products]: {
		readonly [Operation in keyof (typeof products)[Name]["actions"]]: OperationSource;
	};
};

const peer = (section: string, ...parameters: string[]): OperationSource => ({
	source: `alicloud-api.md ${section}`,
	parameters,
});
const vpc = (section: string, ...parameters: string[]): OperationSource => ({
	...peer(section, ...parameters),
	ignored: ["OwnerAccount", "OwnerId", "ResourceOwnerAccount", "ResourceOwnerId"],
});

const TAG = ["Tag.N.Key", "Tag.N.Value"];
const TAGGED = ["RegionId", "ResourceType", "ResourceId.N"];
const ONCE = ["DryRun", "ClientToken"];
const PAGE = ["MaxResults", "NextToken"];
const NUMBERED_PAGE = ["PageNumber", "PageSize"];
const NEXT_HOPS = ["NextHopList.N.NextHopType", "NextHopList.N.NextHopId", "NextHopList.N.Weight"];
const ENTRY = ["RouteEntryId", "RouteTableId", "DestinationCidrBlock"];

/** What each operation is documented by and reads; the tables of the README are written from it. */
export const operationSources = {
	VpcPeer: {
		CreateVpcPeerConnection: peer(
			"1.1 and the CreateVpcPeerConnection page",
			"RegionId",
			"VpcId",
			"AcceptingAliUid",
			"AcceptingRegionId",
			"AcceptingVpcId",
			"Name",
			"Description",
			"Bandwidth",
			"LinkType",
			"ResourceGroupId",
			...TAG,
			...ONCE,
		),
		AcceptVpcPeerConnection: peer("1.2", "InstanceId", "ResourceGroupId", ...TAG, ...ONCE),
		RejectVpcPeerConnection: peer("1.3", "InstanceId", ...ONCE),
		ModifyVpcPeerConnection: peer("1.4", "InstanceId", "Name", "Description", "Bandwidth", "LinkType", ...ONCE),
		DeleteVpcPeerConnection: peer("1.5", "InstanceId", "Force", ...ONCE),
		GetVpcPeerConnectionAttribute: { ...peer("1.6", "InstanceId"), ignored: ["ResourceOwnerAccount"] },
		ListVpcPeerConnections: peer(
			"1.7",
			"RegionId",
			"InstanceId",
			"VpcId",
			"VpcId.N",
			"Name",
			"ResourceGroupId",
			"Tags.N.Key",
			"Tags.N.Value",
			...PAGE,
		),
		MoveResourceGroup: peer("1.8", "RegionId", "ResourceType", "ResourceId", "NewResourceGroupId"),
		TagResources: peer("1.8", ...TAGGED, ...TAG, "ClientToken"),
		UnTagResources: peer("1.8", ...TAGGED, "TagKey.N", "All", "ClientToken"),
		ListTagResources: peer("1.8", ...TAGGED, ...TAG, "Category", ...PAGE),
	},
	Vpc: {
		CreateRouteEntry: vpc(
			"3.2",
			"RegionId",
			"RouteTableId",
			"DestinationCidrBlock",
			"NextHopType",
			"NextHopId",
			...NEXT_HOPS,
			"RouteEntryName",
			"Description",
			...ONCE,
		),
		DeleteRouteEntry: vpc("3.3", "RegionId", ...ENTRY, "NextHopId", ...NEXT_HOPS, "DryRun"),
		ModifyRouteEntry: vpc(
			"3.3",
			"RegionId",
			...ENTRY,
			"NewNextHopType",
			"NewNextHopId",
			"RouteEntryName",
			"Description",
			"DryRun",
		),
		DescribeRegions: { ...vpc("3.1"), ignored: ["AcceptLanguage", "ProductType"] },
		DescribeRouteEntryList: vpc(
			"3.1",
			"RegionId",
			"RouteTableId",
			"RouteEntryId",
			"RouteEntryName",
			"DestinationCidrBlock",
			"DestCidrBlockList.N",
			"IpVersion",
			"RouteEntryType",
			"NextHopId",
			"NextHopType",
			"MaxResult",
			"NextToken",
		),
		DescribeRouteTableList: vpc(
			"3.1",
			"RegionId",
			"VpcId",
			"RouteTableId",
			"RouterId",
			"RouterType",
			"RouteTableName",
			"RouteTableType",
			"ResourceGroupId",
			...TAG,
			...NUMBERED_PAGE,
		),
		DescribeVpcAttribute: vpc("3.1", "RegionId", "VpcId", "DryRun"),
		DescribeVpcs: vpc(
			"3.1",
			"RegionId",
			"VpcId",
			"VpcName",
			"IsDefault",
			"VpcOwnerId",
			"ResourceGroupId",
			"EnableIpv6",
			...TAG,
			...NUMBERED_PAGE,
			"DryRun",
		),
		GetVpcPrefixListEntries: vpc("3.4", "RegionId", "PrefixListId", ...PAGE),
		ListPrefixLists: vpc(
			"3.4",
			"RegionId",
			"PrefixListIds.N",
			"PrefixListName",
			"ResourceGroupId",
			"Tags.N.Key",
			"Tags.N.Value",
			...PAGE,
		),
	},
	Cdt: {
		GetCdtCbServiceStatus: peer("4"),
		GetCdtServiceStatus: peer("4"),
		OpenCdtCbService: peer("4"),
		OpenCdtService: peer("4"),
	},
	Sts: {
		AssumeRole: {
			...peer("5", "RoleArn", "RoleSessionName", "DurationSeconds"),
			ignored: ["Policy", "ExternalId"],
		},
		GetCallerIdentity: peer("5"),
	},
	ResourceManager: {
		GetResourceGroup: { ...peer("5", "ResourceGroupId"), ignored: ["IncludeTags"] },
		ListResourceGroups: {
			...peer("5", "ResourceGroupId", "Name", ...NUMBERED_PAGE),
			ignored: ["Status", "DisplayName", "IncludeTags"],
		},
	},
} as const satisfies Sources;
