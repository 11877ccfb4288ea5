import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

/** Writes at the end of every Node process which modules it has loaded. */
const writesModules = `
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
	const record = { command: process.argv.join(" "), modules: Object.keys(require.cache) };
	writeFileSync(\`\${__dirname}/modules-\${process.pid}.json\`, JSON.stringify(record));
});
`;

interface LoadedModules {
	readonly command: string;
	readonly modules: readonly string[];
}

let cloud: Cloud;
let stack: Stack;

beforeAll(async () => {
	cloud = await startCloud();
	stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
});

test("a program that declares resources loads nothing of the cloud's SDKs, nor the provider", async () => {
	const script = path.join(stack.folder, "writes-modules.cjs");
	writeFileSync(script, writesModules);
	stack.setEnv({ NODE_OPTIONS: `--require ${script}` });
	await stack.up();
	stack.setEnv({ NODE_OPTIONS: undefined });

	const records = readdirSync(stack.folder)
		.filter((name) => name.startsWith("modules-"))
		.map((name) => JSON.parse(readFileSync(path.join(stack.folder, name), "utf8")) as LoadedModules);
	// The language host's own process and the provider's write records, too.
	const [program] = records.filter(({ modules }) => modules.includes(path.join(stack.programFolder, "index.js")));
	const ours = program?.modules.filter((file) => file.includes("pulumi-alicloud-vpcpeer/lib")) ?? [];
	expect(ours.length).toBeGreaterThan(0);
	expect(ours.filter((file) => /lib.(provider|api|wait|emulator)/.test(file))).toEqual([]);
	expect(program?.modules.filter((file) => /@alicloud|p-retry|hono/.test(file))).toEqual([]);
});

test("the provider's entry loads without the VPC SDK, and without what only the emulator and the command line need", () => {
	const print = `
require("pulumi-alicloud-vpcpeer/provider").handler("VpcPeerConnection");
process.stdout.write(JSON.stringify(Object.keys(require.cache)));`;
	const loaded = execFileSync(process.execPath, ["-e", print], { cwd: stack.programFolder, encoding: "utf8" });
	const modules = JSON.parse(loaded) as string[];
	expect(modules.length).toBeGreaterThan(10);
	expect(modules.filter((file) => /vpc20160428|lib.(emulator|cli)/.test(file))).toEqual([]);
	const others = /node_modules.(@hono|hono|commander|fast-xml-builder|proper-lockfile|pure-rand|write-file-atomic)\W/;
	expect(modules.filter((file) => others.test(file))).toEqual([]);
});

test("where the package is not installed any more, the message says what to install where", async () => {
	stack.uninstallPackage();
	const failed = await stack.mustFail("refresh", "--yes", "--skip-preview");
	expect(failed.lines).toContain(
		`error: pulumi-alicloud-vpcpeer is not found from ${stack.programFolder}/. Run there: npm install pulumi-alicloud-vpcpeer`,
	);
	expect(failed.text).not.toMatch(/^\s+at /m);
});
