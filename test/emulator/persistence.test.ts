import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createEmulator, type Emulator, type EmulatorOptions, manualClock } from "../../src/emulator";
import { CROSS_ACCOUNT, clientFor, INTER_REGION, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { CREATING_MS, ok } from "./support/setup";
import { stateFolder } from "./support/state-folder";

const disk = stateFolder("deep", "world.json");
const clock = manualClock();
const start = (options: EmulatorOptions = {}) => disk.start({ clock, ...options });
const peer = (emulator: Emulator, action: string, parameters: Readonly<Record<string, string>>) =>
	clientFor(emulator, REQUESTER_KEYS).vpcPeer(action, parameters);
const inFolder = () => readdirSync(join(disk.folder, "deep")).sort();
/** What is beside the lock of a running emulator. */
const filesBeside = () => inFolder().filter((name) => name !== `${basename(disk.stateFile)}.lock`);

test("an emulator that starts again goes on where the last one stopped, time included", async () => {
	const first = await start();
	const { InstanceId } = await ok(peer(first, "CreateVpcPeerConnection", { ...CROSS_ACCOUNT, ClientToken: "t-1" }));
	first.world.setCdt(REQUESTER_UID, { crossBorder: false });
	const before = first.world.connections();
	await first.close();
	clock.advance(CREATING_MS);
	const second = await start();
	expect(before).toMatchObject([{ instanceId: InstanceId, status: "Creating" }]);
	expect(second.world.connections()).toEqual([{ ...before[0], status: "Accepting" }]);
	expect(second.accounts[0]?.cdt).toMatchObject({ intra: true, crossBorder: false });
	const replay = await ok(peer(second, "CreateVpcPeerConnection", { ...CROSS_ACCOUNT, ClientToken: "t-1" }));
	expect(replay.InstanceId).toBe(InstanceId);
	expect(disk.notices).toEqual([]);
});

test("every change is in the file before its answer is there", async () => {
	const emulator = await start();
	const saved = () => JSON.parse(readFileSync(disk.stateFile, "utf8"));
	const { InstanceId } = await ok(peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(saved().connections).toMatchObject([{ id: InstanceId, name: "" }]);
	clock.advance(CREATING_MS);
	await ok(peer(emulator, "ModifyVpcPeerConnection", { InstanceId, Name: "saved" }));
	expect(saved().connections).toMatchObject([{ name: "saved" }]);
	emulator.world.dropConnection(InstanceId);
	expect(saved().connections).toEqual([]);
});

test("no temporary file is left behind, and nobody else can read the keys of sessions", async () => {
	const emulator = await start();
	await ok(peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(filesBeside()).toEqual([basename(disk.stateFile)]);
	expect(statSync(disk.stateFile).mode & 0o777).toBe(0o600);
	await ok(peer(emulator, "CreateVpcPeerConnection", INTER_REGION));
	expect(filesBeside()).toEqual([basename(disk.stateFile)]);
});

test("a request that is refused does not touch the file", async () => {
	const emulator = await start();
	await ok(peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT));
	const before = readFileSync(disk.stateFile, "utf8");
	expect((await peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT)).status).toBe(400);
	expect(readFileSync(disk.stateFile, "utf8")).toBe(before);
});

test("reset brings the seed back into the file", async () => {
	const emulator = await start();
	await ok(peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT));
	emulator.reset();
	await emulator.close();
	expect((await start()).world.connections()).toEqual([]);
});

test("a state file of version 1 is brought to this version, its routes in the system tables", async () => {
	const first = await start();
	const { InstanceId } = await ok(peer(first, "CreateVpcPeerConnection", SAME_ACCOUNT));
	await first.close();
	const {
		routeTables: _tables,
		ipv4OnlyRegions: _regions,
		...state
	} = JSON.parse(readFileSync(disk.stateFile, "utf8"));
	const vpcs = state.vpcs.map(({ tags: _tags, vSwitches: _vSwitches, ...vpc }: Record<string, unknown>) => vpc);
	const route = { id: "rte-1", vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", nextHopId: InstanceId };
	const { routeEntriesPerTable: _quota, ...quotas } = state.quotas;
	writeFileSync(disk.stateFile, JSON.stringify({ ...state, version: 1, vpcs, quotas, routeEntries: [route] }));
	const second = await start();
	expect(disk.notices).toEqual([]);
	expect(second.world.routeEntries()).toEqual([
		{
			...route,
			routeTableId: "vtb-hangzhou-a1",
			...{ nextHopType: "VpcPeer", name: "", description: "", status: "Available" },
		},
	]);
	expect(second.world.routeTables("vpc-shanghai-a1")).toMatchObject([{ id: "vtb-shanghai-a1", type: "System" }]);
	second.world.changeVpc("vpc-hangzhou-a1", { secondaryCidrBlocks: ["10.9.0.0/16"] });
	expect(JSON.parse(readFileSync(disk.stateFile, "utf8"))).toMatchObject({
		version: 3,
		prefixLists: [],
		quotas: { routeEntriesPerTable: 200 },
	});
});

test("a state file of version 2 is brought to this version: its CDT is opened by creates, and it has no prefix lists", async () => {
	const first = await start();
	await ok(peer(first, "CreateVpcPeerConnection", SAME_ACCOUNT));
	first.world.setCdt(REQUESTER_UID, { intra: false });
	await first.close();
	const { prefixLists: _lists, ...state } = JSON.parse(readFileSync(disk.stateFile, "utf8"));
	const accounts = state.accounts.map((account: { cdt: Record<string, unknown> }) => {
		const { openedByCreate: _opened, refusesReopening: _refuses, ...cdt } = account.cdt;
		return { ...account, cdt };
	});
	writeFileSync(disk.stateFile, JSON.stringify({ ...state, version: 2, accounts }));
	const second = await start();
	expect(disk.notices).toEqual([]);
	expect(second.world.connections()).toHaveLength(1);
	expect(second.accounts[0]).toMatchObject({
		cdt: { intra: false, openedByCreate: true, refusesReopening: false },
		prefixLists: [],
	});
});

interface SavedState {
	version: number;
	connections: Record<string, unknown>[];
	[field: string]: unknown;
}

const damages: [name: string, damage: (text: string) => string, reason: string][] = [
	["a file that breaks off", (text) => text.slice(0, text.length / 2), "it is not JSON"],
	["an empty file", () => "", "it is not JSON"],
	["a list", () => "[]", "it is not an object"],
	[
		"a later version",
		edit((state) => ({ ...state, version: 4 })),
		"its version is 4, this emulator reads versions 1 to 3",
	],
	[
		"no version",
		edit(({ version: _left, ...state }) => state),
		"it names no version, this emulator reads versions 1 to 3",
	],
	["no VPCs", edit(({ vpcs: _left, ...state }) => state), "state.vpcs is missing"],
	[
		"a connection without phase",
		edit((state) => ({ ...state, connections: state.connections.map(({ phase: _left, ...rest }) => rest) })),
		"state.connections[0].phase is missing",
	],
	[
		"a connection that is none",
		edit((state) => ({ ...state, connections: [null] })),
		"state.connections[0] is not of type object",
	],
];

function edit(change: (state: SavedState) => unknown): (text: string) => string {
	return (text) => JSON.stringify(change(JSON.parse(text) as SavedState));
}

test.each(damages)("%s is set aside whole and reported", async (_name, damage, reason) => {
	const first = await start();
	await ok(peer(first, "CreateVpcPeerConnection", SAME_ACCOUNT));
	await first.close();
	const damaged = damage(readFileSync(disk.stateFile, "utf8"));
	writeFileSync(disk.stateFile, damaged);
	const second = await start();
	expect(second.world.connections()).toEqual([]);
	const [aside = ""] = filesBeside();
	expect(filesBeside()).toHaveLength(1);
	expect(aside).toMatch(/^world\.json\.damaged-/);
	expect(readFileSync(join(disk.folder, "deep", aside), "utf8")).toBe(damaged);
	expect(disk.notices).toEqual([expect.stringContaining(reason)]);
	expect(disk.notices[0]).toContain(aside);
	await ok(peer(second, "CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(filesBeside().sort()).toEqual([basename(disk.stateFile), aside].sort());
});

test("a second emulator does not share the state file of a running one, and gets it once that has closed", async () => {
	const first = await start();
	const refused = await start().catch((error: NodeJS.ErrnoException) => error);
	expect(refused).toMatchObject({
		code: "ELOCKED",
		message: `The state file ${disk.stateFile} is in use by another emulator: stop that one, or give this one another file.`,
	});
	await first.close();
	expect(inFolder()).toEqual([]);
	await ok(peer(await start(), "CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(inFolder()).toEqual([basename(disk.stateFile), `${basename(disk.stateFile)}.lock`]);
});

test("the lock that a killed emulator left behind is taken over", async () => {
	const lock = `${disk.stateFile}.lock`;
	mkdirSync(lock, { recursive: true });
	const longAgo = new Date(Date.now() - 60_000);
	utimesSync(lock, longAgo, longAgo);
	await ok(peer(await start(), "CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(disk.notices).toEqual([]);
});

test("an emulator that can't listen lets the state file go", async () => {
	const other = await createEmulator();
	await expect(start({ port: other.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
	await other.close();
	expect(inFolder()).toEqual([]);
});

test("a snapshot brings a world back into another emulator, and into its state file", async () => {
	const file = join(disk.folder, "snapshot.json");
	const first = await createEmulator({ clock, createConflictMs: 0 });
	const { InstanceId } = await ok(peer(first, "CreateVpcPeerConnection", { ...SAME_ACCOUNT, Name: "kept" }));
	first.world.setCdt(REQUESTER_UID, { crossBorder: false });
	first.saveSnapshot(file);
	first.reset();
	expect(first.world.connections()).toEqual([]);
	first.loadSnapshot(file);
	expect(first.world.findConnection(InstanceId)?.name).toBe("kept");
	await first.close();

	const second = await start();
	second.loadSnapshot(file);
	await second.close();
	const third = await start();
	expect(third.world.connections()).toMatchObject([{ instanceId: InstanceId, name: "kept" }]);
	expect(third.accounts[0]?.cdt.crossBorder).toBe(false);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a snapshot that is damaged or not there is refused by name, left alone, and changes nothing", async () => {
	const emulator = await start();
	await ok(peer(emulator, "CreateVpcPeerConnection", SAME_ACCOUNT));
	const before = emulator.world.connections();
	const file = join(disk.folder, "snapshot.json");
	expect(() => emulator.loadSnapshot(file)).toThrow(`Reading emulator snapshot ${file}: there is no such file`);
	writeFileSync(file, "{");
	expect(() => emulator.loadSnapshot(file)).toThrow(`Reading emulator snapshot ${file}: it is not JSON`);
	expect(readFileSync(file, "utf8")).toBe("{");
	expect(emulator.world.connections()).toEqual(before);
	expect(emulator.world.connections()).toHaveLength(1);
});
