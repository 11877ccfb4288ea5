/** A product of the cloud that this package talks to. */
export interface Product {
	readonly version: string;
	/** The host of the official endpoint. */
	readonly host: (regionId: string | undefined) => string;
	/** Its key in `alicloud:endpoints`, and in the variables `ALIBABA_CLOUD_ENDPOINT_<KEY>` and `<KEY>_ENDPOINT`. */
	readonly endpointKey: string;
}

/** One row a product. Sources: alicloud-api.md, 0.2 (VpcPeer has one central host for every region) and section 5. */
export const products = {
	VpcPeer: { version: "2022-01-01", host: () => "vpcpeer.aliyuncs.com", endpointKey: "vpcpeer" },
	Sts: {
		version: "2015-04-01",
		host: (regionId) => (regionId === undefined ? "sts.aliyuncs.com" : `sts.${regionId}.aliyuncs.com`),
		endpointKey: "sts",
	},
} as const satisfies Record<string, Product>;

/** The name of a product, as the cloud spells it. */
export type ProductName = keyof typeof products;
