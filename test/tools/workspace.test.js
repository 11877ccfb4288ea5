import { existsSync } from "node:fs";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/engine/workspace.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/engine/workspace.mjs");
});

it("keeps a run inside its folder, with the engine first on PATH", () => {
	const folder = tempFolder();
	const env = tested.workspaceEnvironment({
		engine: { binDir: "/engine/bin" },
		folder,
		inherited: { PATH: "/usr/bin" },
	});
	expect(env).toMatchObject({
		PATH: `/engine/bin${path.delimiter}/usr/bin`,
		PULUMI_HOME: path.join(folder, "home"),
		PULUMI_BACKEND_URL: `file://${folder}/backend`,
		PULUMI_CONFIG_PASSPHRASE: "",
		PULUMI_SKIP_UPDATE_CHECK: "true",
		PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
	});
	expect(existsSync(path.join(folder, "home"))).toBe(true);
	expect(existsSync(path.join(folder, "backend"))).toBe(true);
});

it("inherits no credentials, no account, no settings", () => {
	const inherited = {
		HOME: "/home/somebody",
		ALICLOUD_ACCESS_KEY: "real",
		ALIBABA_CLOUD_ACCESS_KEY_SECRET: "real",
		ALIBABACLOUD_ACCESS_KEY_ID: "real",
		ALIYUN_ACCESS_KEY: "real",
		PULUMI_ACCESS_TOKEN: "real",
		PULUMI_STACK: "production",
		VPCPEER_ENGINE: "go",
	};
	const env = tested.workspaceEnvironment({ engine: { binDir: "/engine/bin" }, folder: tempFolder(), inherited });
	expect(Object.keys(inherited).filter((name) => name in env)).toEqual(["HOME"]);
});

it("sends nothing for this machine through a proxy", () => {
	const inherited = { HTTP_PROXY: "http://proxy:3128", NO_PROXY: "internal" };
	const env = tested.workspaceEnvironment({ engine: { binDir: "/engine/bin" }, folder: tempFolder(), inherited });
	expect(env["NO_PROXY"]).toBe("internal,127.0.0.1,localhost");
	expect(env["no_proxy"]).toBe("internal,127.0.0.1,localhost");
});

it("lets the caller add and override", () => {
	const env = tested.workspaceEnvironment({
		engine: { binDir: "/engine/bin" },
		folder: tempFolder(),
		passphrase: "secret",
		env: { ALICLOUD_REGION: "cn-hangzhou", PULUMI_HOME: "/elsewhere" },
		inherited: {},
	});
	expect(env).toMatchObject({
		PULUMI_CONFIG_PASSPHRASE: "secret",
		ALICLOUD_REGION: "cn-hangzhou",
		PULUMI_HOME: "/elsewhere",
	});
});
