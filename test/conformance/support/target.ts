import { createEmulator, type Emulator } from "../../../src/emulator";
import { signQuery } from "../../emulator/support/signed-query";
import { type Keys, sign } from "../../emulator/support/signed-request";

/** Products with their version and the host of the service (docs/reference/alicloud-api.md 1.0, 3, 4, 5). */
const products = {
	vpcPeer: { version: "2022-01-01", host: () => "vpcpeer.aliyuncs.com" },
	vpc: { version: "2016-04-28", host: (region: string) => `vpc.${region}.aliyuncs.com` },
	cdt: { version: "2021-08-13", host: () => "cdt.aliyuncs.com" },
	sts: { version: "2015-04-01", host: () => "sts.aliyuncs.com" },
} as const;

type Product = keyof typeof products;

/** What a request may differ in from a good one. */
export interface Deviation {
	readonly keys?: Partial<Keys>;
	readonly date?: string;
	readonly nonce?: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Signs by HMAC-SHA1 in the query instead of by ACS3-HMAC-SHA256 in headers. */
	readonly older?: boolean;
}

export interface Answered {
	readonly status: number;
	readonly type: string;
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever fields the test expects of it
	readonly body: any;
}

/** The service that is asked: the emulator, or the real one. */
export interface Target {
	readonly region: string;
	/** Two VPCs of the account in that region without a connection between them. */
	readonly vpcId: string;
	readonly acceptingVpcId: string;
	ask(
		product: Product,
		action: string,
		form?: Readonly<Record<string, string>>,
		deviation?: Deviation,
	): Promise<Answered>;
}

/** Whether tests may make and delete a connection. On the emulator always; on the real service when it is said. */
export const mayChange = process.env["CONFORMANCE_ENDPOINT"] === undefined || process.env["CONFORMANCE_CHANGE"] === "1";

/**
 * The target that the environment names; without `CONFORMANCE_ENDPOINT` an emulator that runs as long as the tests.
 *
 * `CONFORMANCE_ENDPOINT` is `cloud` for the service's own hosts, or one URL for all products. The rest is required then:
 * `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `CONFORMANCE_REGION`, `CONFORMANCE_VPC_ID`,
 * `CONFORMANCE_ACCEPTING_VPC_ID`; `ALIBABA_CLOUD_SECURITY_TOKEN` is not.
 */
export function conformanceTarget(): Target {
	const endpoint = process.env["CONFORMANCE_ENDPOINT"];
	return endpoint === undefined ? onEmulator() : onService(endpoint);
}

function onEmulator(): Target {
	let emulator: Emulator | undefined;
	beforeAll(async () => {
		emulator = await createEmulator({ createConflictMs: 0, transitions: { creating: 50, updating: 50, deleting: 50 } });
	});
	afterAll(() => emulator?.close());
	const keys = { accessKeyId: "emulator-key-1", accessKeySecret: "emulator-secret-1" };
	const [region, vpcId, acceptingVpcId] = ["cn-hangzhou", "vpc-hangzhou-a1", "vpc-hangzhou-b1"];
	return { region, vpcId, acceptingVpcId, ask: asker(keys, () => emulator?.url ?? "") };
}

function onService(endpoint: string): Target {
	const securityToken = process.env["ALIBABA_CLOUD_SECURITY_TOKEN"];
	const keys = {
		accessKeyId: required("ALIBABA_CLOUD_ACCESS_KEY_ID"),
		accessKeySecret: required("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
		...(securityToken === undefined ? {} : { securityToken }),
	};
	const region = required("CONFORMANCE_REGION");
	return {
		region,
		vpcId: required("CONFORMANCE_VPC_ID"),
		acceptingVpcId: required("CONFORMANCE_ACCEPTING_VPC_ID"),
		ask: asker(keys, (product) => (endpoint === "cloud" ? `https://${products[product].host(region)}` : endpoint)),
	};
}

function required(name: string): string {
	const value = process.env[name];
	if (value === undefined || value === "") throw new Error(`CONFORMANCE_ENDPOINT is set, so ${name} has to be, too`);
	return value;
}

function asker(ownKeys: Keys, urlOf: (product: Product) => string): Target["ask"] {
	return async (product, action, form = {}, { keys = {}, older = false, ...deviation } = {}) => {
		const url = urlOf(product);
		const whole = { ...ownKeys, ...keys };
		const wanted = { action, version: products[product].version, form };
		const answer = older
			? await askInQuery(url, whole, wanted, deviation)
			: await askInHeaders(url, whole, wanted, deviation);
		const text = await answer.text();
		const type = answer.headers.get("content-type") ?? "";
		return { status: answer.status, type, text, body: type.includes("json") ? JSON.parse(text) : undefined };
	};
}

type Wanted = { readonly action: string; readonly version: string; readonly form: Readonly<Record<string, string>> };

function askInHeaders(url: string, keys: Keys, wanted: Wanted, deviation: Omit<Deviation, "keys">): Promise<Response> {
	const { headers, query, body } = sign(new URL(url).host, keys, { ...wanted, ...deviation });
	// fetch writes this one itself.
	const { host: _host, ...rest } = headers;
	return fetch(`${url}/${query === "" ? "" : `?${query}`}`, {
		method: "POST",
		headers: rest,
		// An empty text would get a content type, which is not signed.
		body: body === "" ? null : body,
	});
}

function askInQuery(url: string, keys: Keys, wanted: Wanted, deviation: Omit<Deviation, "keys">): Promise<Response> {
	const { date, nonce, query } = deviation;
	const protocol = {
		...query,
		...(date === undefined ? {} : { Timestamp: date }),
		...(nonce === undefined ? {} : { SignatureNonce: nonce }),
	};
	const signed = signQuery(keys, { ...wanted, protocol });
	return fetch(`${url}/?${new URLSearchParams(signed)}`, { method: "POST", body: new URLSearchParams(wanted.form) });
}
