import type { Emulator } from "../../../src/emulator";
import { type ApiAnswer, type Keys, send } from "./signed-request";

const versions = {
	vpcPeer: "2022-01-01",
	vpc: "2016-04-28",
	cdt: "2021-08-13",
	sts: "2015-04-01",
	resourceManager: "2020-03-31",
} as const;

type Call = (action: string, parameters?: Readonly<Record<string, string>>) => Promise<ApiAnswer>;

export type Client = Readonly<Record<keyof typeof versions, Call>> & { readonly keys: Keys };

/** A client that signs with the given keys; parameters travel in the form. */
export function clientFor(emulator: Emulator, keys: Keys): Client {
	const calls = Object.entries(versions).map(([product, version]) => [
		product,
		(action: string, form: Readonly<Record<string, string>> = {}) =>
			send(emulator.url, keys, { action, version, form }),
	]);
	return { ...Object.fromEntries(calls), keys } as Client;
}

export const REQUESTER_UID = "1210123456123456";
export const ACCEPTER_UID = "253460731706911258";
export const REQUESTER_KEYS: Keys = { accessKeyId: "emulator-key-1", accessKeySecret: "emulator-secret-1" };
export const ACCEPTER_KEYS: Keys = { accessKeyId: "emulator-key-2", accessKeySecret: "emulator-secret-2" };

/** Two VPCs of the requester in one region. */
export const SAME_ACCOUNT = {
	RegionId: "cn-hangzhou",
	VpcId: "vpc-hangzhou-a1",
	AcceptingAliUid: REQUESTER_UID,
	AcceptingRegionId: "cn-hangzhou",
	AcceptingVpcId: "vpc-hangzhou-b1",
} as const;

/** Two VPCs of the requester in two regions. */
export const INTER_REGION = {
	...SAME_ACCOUNT,
	AcceptingRegionId: "cn-shanghai",
	AcceptingVpcId: "vpc-shanghai-a1",
} as const;

/** One end in mainland China, the other in Singapore. */
export const CROSS_BORDER = {
	...SAME_ACCOUNT,
	AcceptingRegionId: "ap-southeast-1",
	AcceptingVpcId: "vpc-singapore-a1",
} as const;

/** One VPC of each account. */
export const CROSS_ACCOUNT = {
	...SAME_ACCOUNT,
	AcceptingAliUid: ACCEPTER_UID,
	AcceptingVpcId: "vpc-hangzhou-a2",
} as const;
