import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import type { CredentialSource } from "./credential-source";
import type { Endpoint } from "./endpoints";

/** What a client has in common for all its requests. */
export interface TransportOptions {
	readonly endpoint: Endpoint;
	readonly version: string;
	readonly credentials: CredentialSource;
	readonly connectTimeoutMs: number;
	readonly readTimeoutMs: number;
}

/** What came back from the cloud. */
export interface Answer {
	readonly text: string;
	/** The time of the answer, as its `Date` header tells it. */
	readonly date: string | undefined;
}

/**
 * Signs and sends single requests with the official client. This module is loaded with the first request only: the client
 * takes longer to load than all of the provider, and a preview that changes nothing sends no request.
 */
export class SdkTransport {
	private readonly options: TransportOptions;
	private readonly sdk: OpenApi;

	constructor(options: TransportOptions) {
		this.options = options;
		const config = new Config({
			endpoint: options.endpoint.host,
			protocol: options.endpoint.protocol,
			// Both must be set: with one of them alone the other stays at the SDK's 3 seconds. And what the SDK calls the
			// connect timeout also ends a request whose connection is silent for so long, so it is never the shorter one.
			connectTimeout: Math.max(options.connectTimeoutMs, options.readTimeoutMs),
			readTimeout: options.readTimeoutMs,
			userAgent: "pulumi-alicloud-vpcpeer",
		});
		// The SDK takes any object with getCredential(); its type asks for the whole Credential class.
		config.credential = options.credentials as unknown as NonNullable<Config["credential"]>;
		this.sdk = new OpenApi(config);
	}

	/** Sends a request once and resolves with the answer. Rejects with the SDK's own errors. */
	async send(
		action: string,
		parameters: { query: Record<string, string>; body: Record<string, string> },
	): Promise<Answer> {
		const params = new Params({
			action,
			version: this.options.version,
			protocol: this.options.endpoint.protocol,
			pathname: "/",
			method: "POST",
			authType: "AK",
			style: "RPC",
			reqBodyType: "formData",
			// "string": the SDK's own JSON.parse would damage int64 account ids.
			bodyType: "string",
		});
		const answer = (await this.sdk.callApi(
			params,
			new OpenApiRequest(parameters),
			// The SDK's own retries are inert in this version; ours are in retry.ts.
			new RuntimeOptions({ autoretry: false }),
		)) as { body?: unknown; headers?: Readonly<Record<string, string>> };
		return { text: String(answer.body), date: answer.headers?.["date"] };
	}
}
