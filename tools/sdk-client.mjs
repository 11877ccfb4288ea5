// @ts-check
import OpenApi from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";

const { default: Client, Config, OpenApiRequest, Params } = OpenApi;

/**
 * Calls VpcPeer as its own SDK does.
 * @param {string} url
 * @param {{ accessKeyId: string, accessKeySecret: string }} keys
 * @param {{ readTimeout?: number, connectTimeout?: number }} [timeouts] in milliseconds
 */
export function sdkCaller(url, { accessKeyId, accessKeySecret }, timeouts = {}) {
	const client = new Client(
		new Config({ accessKeyId, accessKeySecret, endpoint: new URL(url).host, protocol: "HTTP" }),
	);
	/**
	 * @param {string} action
	 * @param {Record<string, string>} body
	 * @returns {Promise<Record<string, unknown>>}
	 */
	return async (action, body) => {
		const params = new Params({
			action,
			version: "2022-01-01",
			protocol: "HTTP",
			pathname: "/",
			method: "POST",
			authType: "AK",
			style: "RPC",
			reqBodyType: "formData",
			bodyType: "json",
		});
		return (await client.callApi(params, new OpenApiRequest({ body }), new RuntimeOptions(timeouts)))["body"];
	};
}
