import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EmulatorConnection } from "../../src/emulator";
import { type Cloud, startCloud } from "./support/cloud";
import { handMade } from "./support/hand-made";
import { crossAccount, interRegion, intraRegion } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

let cloud: Cloud;
let made: Record<string, EmulatorConnection>;

beforeAll(async () => {
	cloud = await startCloud();
	made = await handMade(cloud, {
		"app-to-data": { ...intraRegion, description: "made by hand", tags: { team: "network", "cost center": "7" } },
		"to-shanghai": { ...interRegion, bandwidth: 200, linkType: "Platinum" },
		"to-partner": crossAccount,
	});
});

const idOf = (name: string) => made[name]?.instanceId ?? "";
const empty = { "index.ts": "", "package.json": '{ "main": "index.ts" }' };

/** Takes what the command has written over, as it says, with its program in the place of the stack's. */
async function takeOver(stack: Stack, tool: PulumiRun): Promise<void> {
	expect(`${tool}`).toContain("exit code 0");
	const [step] = tool.linesWith("1. pulumi import");
	await stack.must(...(step ?? "").replace("1. pulumi ", "").trim().split(" "));
	stack.write({ ...empty, "index.ts": tool.stdout });
}

test("three connections made by hand are taken over by their ids, and the next preview and up change nothing", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const tool = await stack.runTool("import-file", idOf("app-to-data"), idOf("to-shanghai"), idOf("to-partner"));
	expect(tool.stdout).toBe(`import { VpcPeerConnection } from "pulumi-alicloud-vpcpeer";

const appToData = new VpcPeerConnection("app-to-data", {
	regionId: "cn-hangzhou",
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-b1",
	name: "app-to-data",
	description: "made by hand",
	resourceGroupId: "rg-default-1",
	tags: { "cost center": "7", team: "network" },
});

const toShanghai = new VpcPeerConnection("to-shanghai", {
	regionId: "cn-hangzhou",
	vpcId: "vpc-hangzhou-a1",
	acceptingRegionId: "cn-shanghai",
	acceptingVpcId: "vpc-shanghai-a1",
	name: "to-shanghai",
	bandwidth: 200,
	linkType: "Platinum",
	resourceGroupId: "rg-default-1",
});

const toPartner = new VpcPeerConnection("to-partner", {
	regionId: "cn-hangzhou",
	vpcId: "vpc-hangzhou-a1",
	acceptingAliUid: "253460731706911258",
	acceptingVpcId: "vpc-hangzhou-a2",
	name: "to-partner",
	resourceGroupId: "rg-default-1",
});
`);
	await takeOver(stack, tool);
	cloud.emulator.clearRequests();
	expect(await stack.previewSteps()).toEqual({});
	const up = await stack.up();
	expect(up.lines).toContain("4 unchanged");
	expect(up.text).not.toContain("warning");
	expect(cloud.mutations).toEqual([]);
});

test("what is imported is what an up would have stored, and lives on: drift, change, destroy", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	await takeOver(stack, await stack.runTool("import-file", idOf("to-shanghai"), "--name", "mine"));
	const [imported] = await stack.stateOfConnections();
	expect(imported).toMatchObject({
		id: idOf("to-shanghai"),
		outputs: { status: "Activated", bandwidth: 200, cloud: cloud.url, ownerId: "1210123456123456" },
	});
	await stack.up();
	const [afterUp] = await stack.stateOfConnections();
	expect(afterUp?.inputs).toEqual(imported?.inputs);
	expect(afterUp?.outputs).toEqual(imported?.outputs);

	cloud.emulator.world.modifyConnection(idOf("to-shanghai"), { bandwidth: 300 });
	await stack.refresh();
	expect(await stack.previewSteps()).toEqual({ mine: ["update"] });
	await stack.up();
	expect(cloud.emulator.world.findConnection(idOf("to-shanghai"))?.bandwidth).toBe(200);
});

test("a Terraform state is taken over with its names; what can't be imported is said with the reason", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const { world, accounts } = cloud.emulator;
	world.modifyConnection(idOf("to-partner"), { status: "Activated" });
	const there = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", name: "to-data" };
	world.addRouteEntry({ ...there, nextHopId: idOf("app-to-data") });
	const back = { routeTableId: "vtb-shanghai-a1", destinationCidrBlock: "10.1.0.0/16" };
	world.addRouteEntry({ ...back, nextHopId: idOf("to-shanghai") });
	const keys = { access_key_id: accounts[1]?.accessKeyId, access_key_secret: accounts[1]?.accessKeySecret };
	mkdirSync(path.join(stack.userHome, ".aliyun"));
	writeFileSync(
		path.join(stack.userHome, ".aliyun", "config.json"),
		JSON.stringify({ profiles: [{ name: "partner", mode: "AK", ...keys }] }),
	);
	const state = readFileSync(path.join(__dirname, "fixtures", "terraform.tfstate"), "utf8")
		.replaceAll("pcc-app-to-data", idOf("app-to-data"))
		.replaceAll("pcc-to-shanghai", idOf("to-shanghai"))
		.replaceAll("pcc-to-partner", idOf("to-partner"));
	writeFileSync(path.join(stack.programFolder, "terraform.tfstate"), state);
	const tool = await stack.runTool(
		"import-file",
		"--from-terraform",
		"terraform.tfstate",
		"--out",
		"from-terraform.json",
		"--profile-for",
		"accepting=partner",
	);
	await takeOver(stack, tool);
	expect(tool.linesWith("not imported")).toEqual([
		"not imported: alicloud_vpc_peer_connection.gone: pcc-gone is not found. Looked in the cloud at " +
			`${cloud.url} with the credentials of account 1210123456123456; only the two accounts of a connection see it. Check the id, or name the profile or assumeRole of one of the two accounts; if somebody deleted it, \`pulumi up --refresh\` makes it anew where it is declared.`,
	]);
	cloud.emulator.clearRequests();
	expect(await stack.previewSteps()).toEqual({});
	const { deployment } = await stack.exportState();
	expect((deployment.resources ?? []).flatMap(({ urn }) => urn.split(":VpcPeer")[1] ?? []).sort()).toEqual([
		"Connection::main",
		"Connection::network-regions-cn-shanghai",
		"Connection::partner",
		"ConnectionAccepter::partner",
		"Route::from_shanghai",
		"Route::to_data",
	]);
	expect(tool.stdout).toContain("instanceId: main.instanceId,");
	expect(cloud.mutations).toEqual([]);
});

test("a stack export of @pulumi/alicloud is taken over with its names", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const exported = readFileSync(path.join(__dirname, "fixtures", "alicloud-stack-export.json"), "utf8")
		.replaceAll("pcc-app-to-data", idOf("app-to-data"))
		.replaceAll("pcc-to-partner", idOf("to-partner"));
	writeFileSync(path.join(stack.programFolder, "old.json"), exported);
	const tool = await stack.runTool("import-file", "--from-pulumi", "old.json");
	await takeOver(stack, tool);
	expect(await stack.previewSteps()).toEqual({});
	expect((await stack.stateOfConnections()).map(({ urn }) => urn.split("::").at(-1)).sort()).toEqual([
		"app",
		"partner",
	]);
});

test("credentials and region come from the stack's configuration, and no secret reaches a file", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const [account] = cloud.emulator.accounts;
	stack.setEnv({ ALICLOUD_ACCESS_KEY: undefined, ALICLOUD_SECRET_KEY: undefined, ALICLOUD_REGION: undefined });
	await stack.setConfig("alicloud:accessKey", account?.accessKeyId ?? "", "--secret");
	await stack.setConfig("alicloud:secretKey", account?.accessKeySecret ?? "", "--secret");
	const tool = await stack.runTool("import-file", idOf("app-to-data"));
	await takeOver(stack, tool);
	const file = readFileSync(path.join(stack.programFolder, "import.json"), "utf8");
	expect(`${tool}${file}`).not.toContain(account?.accessKeySecret);
});

test.each([
	["an id that does not exist", ["pcc-none"], 1, /^error: pcc-none is not found\. Looked in the cloud at \S+ with /],
	[
		"no id",
		["vpc-hangzhou-a1"],
		2,
		/^error: "vpc-hangzhou-a1" is not the id of a VPC peering connection \(pcc-\.\.\.\)$/,
	],
	[
		"nothing to import",
		[],
		2,
		/^error: nothing to import: give ids \(pcc-\.\.\.\), --from-terraform or --from-pulumi$/,
	],
	["a file that is not there", ["--from-terraform", "none"], 2, /^error: none: there is no such file$/],
	[
		"a file that is not JSON",
		["--from-terraform", "index.ts"],
		2,
		/^error: index\.ts is not JSON\. Expected a Terraform state /,
	],
	[
		"a file that is no export",
		["--from-pulumi", "package.json"],
		2,
		/^error: package\.json has no deployment\. Expected what /,
	],
	[
		"a file in the way",
		["pcc-none", "--out", "index.ts"],
		2,
		/^error: index\.ts exists: give another name, or --force /,
	],
	[
		"a name in two lines",
		["pcc-none", "--name", "a\nb"],
		2,
		/^error: --name "a b" is no name of a resource: 1 to 200 /,
	],
	["a name like a part of a URN", ["pcc-none", "--name", "a::b"], 2, /^error: --name "a::b" is no name of a resource/],
	["an id that moves the cursor", ["pcc-\u001b[2Jx"], 2, /^error: "pcc-\\u001b\[2Jx" is not the id of a VPC peering/],
	["an unknown option", ["--colour"], 2, /^error: unknown option '--colour'$/],
	[
		"a stack that does not exist",
		["pcc-none", "--stack", "none"],
		2,
		/^error: for which stack\? there is no stack "none" here\./,
	],
])("%s: one clear line, and nothing is written", async (_what, args, code, line) => {
	const stack = await Stack.create({ program: { ...empty, "index.ts": "// mine" }, cloud });
	const tool = await stack.runTool("import-file", ...args);
	expect(tool.lines).toEqual([expect.stringMatching(line)]);
	expect(tool.code).toBe(code);
	expect(() => readFileSync(path.join(stack.programFolder, "import.json"))).toThrow("ENOENT");
	expect(readFileSync(path.join(stack.programFolder, "index.ts"), "utf8")).toBe("// mine");
});

test("a link that leads nowhere is not written through", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const target = path.join(stack.folder, "elsewhere.json");
	symlinkSync(target, path.join(stack.programFolder, "import.json"));
	const tool = await stack.runTool("import-file", idOf("app-to-data"));
	expect(tool.lines).toEqual(["error: import.json exists: give another name, or --force to overwrite it"]);
	expect(tool.code).toBe(2);
	expect(existsSync(target)).toBe(false);
});

test("names in a state move no cursor and forge no line, and what they name is imported under one that can be borne", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	const resource = (name: string, id: string) => ({
		mode: "managed",
		type: "alicloud_vpc_peer_connection",
		name,
		provider: 'provider["registry.terraform.io/aliyun/alicloud"]',
		instances: [{ attributes: { id } }],
	});
	const state = {
		version: 4,
		resources: [
			resource("a\u001b[2J\nerror: forged", idOf("app-to-data")),
			resource("\u001b]0;x\u0007gone", "pcc-gone"),
		],
	};
	writeFileSync(path.join(stack.programFolder, "state.json"), JSON.stringify(state));
	const tool = await stack.runTool("import-file", "--from-terraform", "state.json");
	expect(tool.code).toBe(0);
	expect(tool.text).not.toMatch(/[^\P{Cc}\n\t]/u);
	expect(tool.lines.filter((line) => line.startsWith("error"))).toEqual([]);
	const { resources } = JSON.parse(readFileSync(path.join(stack.programFolder, "import.json"), "utf8"));
	expect(resources).toHaveLength(1);
	expect(resources[0].name).toMatch(/^a\P{Cc}+forged$/u);
});

test("without credentials: one clear line", async () => {
	const stack = await Stack.create({ program: empty, cloud });
	stack.setEnv({ ALICLOUD_ACCESS_KEY: undefined, ALICLOUD_SECRET_KEY: undefined });
	const tool = await stack.runTool("import-file", idOf("app-to-data"));
	expect(tool.lines).toEqual([expect.stringMatching(/^error: Credentials: none found\. Set alicloud:accessKey/)]);
	expect(tool.code).toBe(1);
});
