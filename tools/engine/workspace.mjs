// @ts-check
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What a user's shell may hold that would send a run elsewhere: their cloud credentials, their Pulumi account and stack,
 * this package's own settings.
 */
const notInherited = /^(ALICLOUD|ALIBABA|ALIBABACLOUD|ALIYUN|PULUMI|VPCPEER)_/i;

/**
 * The environment in which `pulumi` touches nothing but the given folder: its home, its plugins, its stacks.
 * Makes the folders the engine expects to exist.
 * @param {object} options
 * @param {{ binDir: string }} options.engine
 * @param {string} options.folder
 * @param {string} [options.passphrase] of the stacks' secrets
 * @param {NodeJS.ProcessEnv} [options.env] what else the run gets: endpoint, credentials, region
 * @param {NodeJS.ProcessEnv} [options.inherited]
 * @returns {NodeJS.ProcessEnv}
 */
export function workspaceEnvironment({ engine, folder, passphrase = "", env = {}, inherited = process.env }) {
	const home = path.join(folder, "home");
	const backend = path.join(folder, "backend");
	for (const needed of [home, backend]) mkdirSync(needed, { recursive: true });

	const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !notInherited.test(name)));
	return {
		...kept,
		PATH: [engine.binDir, kept["PATH"]].filter(Boolean).join(path.delimiter),
		NO_PROXY: withLoopback(kept["NO_PROXY"] ?? kept["no_proxy"]),
		no_proxy: withLoopback(kept["no_proxy"] ?? kept["NO_PROXY"]),
		PULUMI_HOME: home,
		PULUMI_BACKEND_URL: pathToFileURL(backend).href,
		PULUMI_CONFIG_PASSPHRASE: passphrase,
		PULUMI_SKIP_UPDATE_CHECK: "true",
		PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
		PULUMI_DISABLE_CI_DETECTION: "true",
		PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
		...env,
	};
}

/**
 * The emulator is on this machine, whatever proxy the rest goes through.
 * @param {string | undefined} noProxy
 */
function withLoopback(noProxy) {
	return [...(noProxy ? [noProxy] : []), "127.0.0.1", "localhost"].join(",");
}
