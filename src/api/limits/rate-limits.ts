/** The cloud counts requests in fixed windows of this length, in milliseconds. Source: alicloud-api.md, 6.7. */
export const rateWindowMs = 60_000;

/** How many requests the cloud takes in a window. */
interface RateLimit {
	/** For one account, operation and region together; undefined: no document that we know of says so. */
	readonly perWindow: number | undefined;
	/** Where the number stands. */
	readonly source: string;
}

const vpcPeerPage = "flow control information of VpcPeer 2022-01-01 (alicloud-api.md, 6.7)";

const peering = { perWindow: 360, source: vpcPeerPage } as const satisfies RateLimit;
const grouping = { perWindow: 1_000, source: vpcPeerPage } as const satisfies RateLimit;
const unknown = { perWindow: undefined, source: "not found (alicloud-api.md, 6.7)" } as const satisfies RateLimit;

/** The limits of the operations that this package asks for: one row an operation. */
export const rateLimits = {
	CreateVpcPeerConnection: peering,
	GetVpcPeerConnectionAttribute: peering,
	ListVpcPeerConnections: peering,
	ModifyVpcPeerConnection: peering,
	DeleteVpcPeerConnection: peering,
	AcceptVpcPeerConnection: peering,
	RejectVpcPeerConnection: peering,
	TagResources: grouping,
	UnTagResources: grouping,
	MoveResourceGroup: grouping,
	ListTagResources: { perWindow: 3_000, source: vpcPeerPage },
	DescribeVpcs: unknown,
	DescribeRouteTableList: unknown,
	DescribeRouteEntryList: unknown,
	CreateRouteEntry: unknown,
	DeleteRouteEntry: unknown,
	ModifyRouteEntry: { perWindow: 300, source: "flow control information of Vpc 2016-04-28 (alicloud-api.md, 6.7)" },
	ListPrefixLists: unknown,
	GetVpcPrefixListEntries: unknown,
	OpenCdtService: unknown,
	GetCdtServiceStatus: unknown,
	OpenCdtCbService: unknown,
	GetCdtCbServiceStatus: unknown,
	ListResourceGroups: unknown,
	GetCallerIdentity: unknown,
	AssumeRole: unknown,
} as const satisfies Readonly<Record<string, RateLimit>>;

/** An operation, as the cloud spells it. */
export type ActionName = keyof typeof rateLimits;
