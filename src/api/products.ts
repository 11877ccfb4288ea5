/** A product of the cloud that this package talks to. */
export interface Product {
	readonly version: string;
	/** The host of the official endpoint. */
	readonly host: (regionId: string | undefined) => string;
	/** Its key in `alicloud:endpoints`, and in the variables `ALIBABA_CLOUD_ENDPOINT_<KEY>` and `<KEY>_ENDPOINT`. */
	readonly endpointKey: string;
}

/** Regions without a regional host of the VPC product. Source: alicloud-api.md, section 3. */
const centralVpcRegions: ReadonlySet<string> = new Set([
	"cn-hangzhou",
	"cn-shanghai-finance-1",
	"cn-shenzhen-finance-1",
	"cn-north-2-gov-1",
	"cn-hangzhou-finance",
	"cn-beijing-finance-pop",
	"cn-beijing-gov-1",
	"ap-northeast-2-pop",
	"rus-west-1-pop",
]);

/** One row a product. Sources: alicloud-api.md, 0.2 (VpcPeer has one central host for every region), sections 3 to 5. */
export const products = {
	VpcPeer: { version: "2022-01-01", host: () => "vpcpeer.aliyuncs.com", endpointKey: "vpcpeer" },
	Vpc: {
		version: "2016-04-28",
		host: (regionId) =>
			regionId === undefined || centralVpcRegions.has(regionId) ? "vpc.aliyuncs.com" : `vpc.${regionId}.aliyuncs.com`,
		endpointKey: "vpc",
	},
	CDT: { version: "2021-08-13", host: () => "cdt.aliyuncs.com", endpointKey: "cdt" },
	ResourceManager: {
		version: "2020-03-31",
		host: () => "resourcemanager.aliyuncs.com",
		endpointKey: "resourcemanager",
	},
	Sts: {
		version: "2015-04-01",
		host: (regionId) => (regionId === undefined ? "sts.aliyuncs.com" : `sts.${regionId}.aliyuncs.com`),
		endpointKey: "sts",
	},
} as const satisfies Record<string, Product>;

/** The name of a product, as the cloud spells it. */
export type ProductName = keyof typeof products;
