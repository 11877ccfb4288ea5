import type { ApiClient } from "../../../src/api/client";
import { fixedCredentials } from "../../../src/api/credential-source";
import { Runtime } from "../../../src/provider/runtime";
import { ConnectionBoard } from "../../../src/wait/connection-board";

type Texts = Readonly<Record<string, string | undefined>>;

const credentials = { "alicloud:accessKey": "key-of-tests", "alicloud:secretKey": "secret-of-tests" };

/** A provider process's runtime that has credentials, and an environment of its own. */
export function runtimeOf(configuration: Texts = {}, environment: Texts = {}): Runtime {
	return bareRuntimeOf({ ...credentials, "alicloud-vpcpeer:preflight": "off", ...configuration }, environment);
}

/** The same without credentials. */
export function bareRuntimeOf(configuration: Texts, environment: Texts = {}): Runtime {
	return new Runtime(
		{ config: (key) => configuration[key], environment },
		{ info: () => undefined, warn: () => undefined, status: () => undefined, debug: () => undefined },
	);
}

/** A runtime whose requests all go to this client, as requests of this account. */
export function runtimeWith(client: ApiClient, accountId: string): Runtime {
	const runtime = runtimeOf();
	jest.spyOn(runtime, "access").mockReturnValue({
		credentials: fixedCredentials({ accessKeyId: "key-of-tests", accessKeySecret: "secret-of-tests" }),
		vpcPeer: client,
		connections: new ConnectionBoard({ client: () => client }),
		vpc: () => client,
		cdt: () => client,
		resourceManager: () => client,
		cloudOf: () => "alibabacloud",
		accountId: async () => accountId,
	});
	return runtime;
}
