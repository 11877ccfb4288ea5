import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, manualClock } from "../../src/emulator";
import { ACCEPTER_KEYS, CROSS_ACCOUNT, clientFor, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { CREATING_MS, ok } from "./support/setup";

let folder = "";
let file = "";
let emulator: Emulator;
let whole = "";
let ids: Ids;
let notices: string[] = [];
const clock = manualClock();

interface Ids {
	readonly connection: string;
	readonly request: string;
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "emulator-"));
	file = join(folder, "world.json");
	emulator = await createEmulator({
		clock,
		createConflictMs: 0,
		rateLimit: "none",
		onNotice: (text) => notices.push(text),
	});
	ids = await fill();
	emulator.saveSnapshot(file);
	whole = readFileSync(file, "utf8");
});

afterAll(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});

const requester = () => clientFor(emulator, REQUESTER_KEYS);
const accepter = () => clientFor(emulator, ACCEPTER_KEYS);

/** A world with something of everything that a state has. */
async function fill(): Promise<Ids> {
	const { world } = emulator;
	const connection = (
		await ok(requester().vpcPeer("CreateVpcPeerConnection", { ...SAME_ACCOUNT, "Tag.1.Key": "k", "Tag.1.Value": "v" }))
	).InstanceId;
	const request = (await ok(requester().vpcPeer("CreateVpcPeerConnection", { ...CROSS_ACCOUNT, ClientToken: "token" })))
		.InstanceId;
	clock.advance(CREATING_MS);
	world.addPrefixList(REQUESTER_UID, { id: "pl-1", regionId: "cn-hangzhou", cidrBlocks: ["10.77.0.0/16"] });
	world.addRouteEntry({
		routeTableId: "vtb-hangzhou-a1",
		destinationCidrBlock: "10.2.0.0/16",
		nextHopId: connection,
	});
	world.addRouterInterface("vpc-hangzhou-a1", "vpc-shanghai-a1");
	world.setRegionLinkTypes("cn-hangzhou", ["Gold"]);
	world.changeVpc("vpc-hangzhou-a1", { secondaryCidrBlocks: ["10.101.0.0/16"] });
	world.denyAction(REQUESTER_UID, "vpc:DeleteRouteEntry");
	await ok(
		requester().sts("AssumeRole", { RoleArn: `acs:ram::${REQUESTER_UID}:role/peering`, RoleSessionName: "pulumi" }),
	);
	return { connection, request };
}

type Path = readonly (string | number)[];

/** The places of a state, of each list its first member alone. */
function placesIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== "object" || value === null) return [path];
	const members = Array.isArray(value) ? [...value.entries()].slice(0, 1) : Object.entries(value);
	return [path, ...members.flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

const nonsense: readonly unknown[] = [
	undefined,
	null,
	-1,
	0,
	1e300,
	"",
	"nonsense",
	true,
	[],
	{},
	[null],
	["nonsense"],
];

function damaged(path: Path, value: unknown): string {
	const state = JSON.parse(whole);
	const [key] = path.slice(-1);
	if (key === undefined) return JSON.stringify(value) ?? "";
	const parent = path.slice(0, -1).reduce((inside, step) => inside[step], state);
	if (value === undefined && Array.isArray(parent)) parent.splice(Number(key), 1);
	else if (value === undefined) delete parent[key];
	else parent[key] = value;
	return JSON.stringify(state);
}

/** Everything that looks at the world, and some that changes it. */
async function useWorld(): Promise<void> {
	const region = { RegionId: "cn-hangzhou" };
	const table = { ...region, RouteTableId: "vtb-hangzhou-a1" };
	const tagged = { ...region, ResourceType: "PeerConnection", "ResourceId.1": ids.connection };
	for (const { vpcPeer, vpc, cdt, resourceManager, sts } of [requester(), accepter()]) {
		await vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: ids.connection });
		await vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: ids.request });
		await vpcPeer("ListVpcPeerConnections", region);
		await vpcPeer("ListTagResources", tagged);
		await vpc("DescribeVpcs", region);
		await vpc("DescribeVpcAttribute", { ...region, VpcId: "vpc-hangzhou-a1" });
		await vpc("DescribeRouteTableList", region);
		await vpc("DescribeRouteEntryList", table);
		await vpc("ListPrefixLists", region);
		await cdt("GetCdtServiceStatus");
		await resourceManager("ListResourceGroups");
		await sts("GetCallerIdentity");
	}
	await control("state");
	await control(`connections/${ids.connection}/reachability`);
	const { vpcPeer, vpc, sts } = requester();
	await sts("AssumeRole", { RoleArn: `acs:ram::${REQUESTER_UID}:role/peering`, RoleSessionName: "pulumi" });
	await vpcPeer("CreateVpcPeerConnection", { ...CROSS_ACCOUNT, ClientToken: "token" });
	await vpcPeer("ModifyVpcPeerConnection", { InstanceId: ids.connection, Name: "other" });
	await vpcPeer("TagResources", { ...tagged, "Tag.1.Key": "more", "Tag.1.Value": "" });
	await vpc("CreateRouteEntry", {
		...table,
		DestinationCidrBlock: "10.3.0.0/16",
		NextHopType: "VpcPeer",
		NextHopId: ids.connection,
	});
	await accepter().vpcPeer("AcceptVpcPeerConnection", { InstanceId: ids.request });
	await vpcPeer("DeleteVpcPeerConnection", { InstanceId: ids.connection, Force: "true" });
}

async function control(path: string): Promise<void> {
	const { status } = await fetch(`${emulator.url}/_emulator/${path}`);
	if (status === 500) notices.push(`GET ${path} answers 500`);
}

test("whatever is damaged in a state is refused, or nothing comes of it: no operation ends in a bug", async () => {
	let refused = 0;
	let used = 0;
	const bugs: string[] = [];
	const reasons: string[] = [];
	for (const place of placesIn(JSON.parse(whole))) {
		for (const value of nonsense) {
			writeFileSync(file, damaged(place, value));
			notices = [];
			try {
				emulator.loadSnapshot(file);
			} catch (error) {
				refused += 1;
				reasons.push((error as Error).message);
				continue;
			}
			used += 1;
			await useWorld();
			if (notices.length > 0) bugs.push(`${place.join(".")} = ${JSON.stringify(value)}: ${notices[0]}`);
		}
	}
	expect(bugs).toEqual([]);
	expect(refused).toBeGreaterThan(1000);
	expect(used).toBeGreaterThan(100);
	process.stderr.write(`damaged states: ${refused} refused, ${used} used\n`);
	// One line that says where, and quotes nothing of the file.
	const prefix = `Reading emulator snapshot ${file}: `;
	expect(reasons.filter((reason) => !reason.startsWith(prefix) || reason.includes("\n"))).toEqual([]);
	expect(reasons.filter((reason) => /nonsense|emulator-secret/.test(reason))).toEqual([]);
}, 300_000);
