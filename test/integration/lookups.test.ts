import * as pulumi from "@pulumi/pulumi";
import * as lookups from "../../src";
import {
	actionsOf,
	crossAccount,
	interRegion,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
let environmentBefore: NodeJS.ProcessEnv;

beforeEach(async () => {
	world = await providerOnEmulator();
	environmentBefore = { ...process.env };
	asAccount(0);
});
afterEach(async () => {
	jest.restoreAllMocks();
	process.env = environmentBefore;
	await world.emulator.close();
});

/** The program's environment: what a stack's configuration says is tested with the real engine. */
function asAccount(index: number): void {
	const account = world.emulator.accounts[index];
	process.env = {
		...environmentBefore,
		ALICLOUD_VPCPEER_ENDPOINT: world.emulator.url,
		ALICLOUD_ACCESS_KEY: account?.accessKeyId,
		ALICLOUD_SECRET_KEY: account?.accessKeySecret,
		ALICLOUD_REGION: "cn-hangzhou",
	};
}

/** The lookups in a run of a program of its own: a run is known by its connection to the engine. */
function newProgram(): typeof lookups {
	jest.spyOn(pulumi.runtime, "getMonitor").mockReturnValue({} as never);
	return lookups;
}

/** How a lookup failed, as a program can catch it. */
async function failureOf(lookup: Promise<unknown>): Promise<{ message: string; reason: string; name: string }> {
	const error = await lookup.then(
		() => {
			throw new Error("expected a failure, but there was none");
		},
		(failure) => failure,
	);
	return { message: error.message, reason: error.reason, name: error.name };
}

describe("getVpcPeerConnection", () => {
	it("finds a connection by its id, with every output of the resource that the cloud tells", async () => {
		const made = await world.newProcess().up({ ...interRegion, name: "mine", tags: { a: "1" } });
		const { clientToken, __state, __identity, ...told } = made.outs;

		expect(await newProgram().getVpcPeerConnection({ instanceId: made.id })).toEqual(told);
		expect(told).toMatchObject({ status: "Activated", name: "mine", tags: { a: "1" }, bandwidth: 1024 });
	});

	it("finds a connection by its two VPCs, whichever way round, from either region", async () => {
		const made = await world.newProcess().up(interRegion);
		const { vpcId, acceptingVpcId } = interRegion;
		const { getVpcPeerConnection } = newProgram();

		for (const args of [
			{ vpcId, acceptingVpcId },
			{ vpcId: acceptingVpcId, acceptingVpcId: vpcId },
			{ vpcId: acceptingVpcId, acceptingVpcId: vpcId, regionId: "cn-shanghai" },
			{ vpcId, acceptingVpcId, regionId: "ap-southeast-1", acceptingRegionId: "cn-shanghai" },
		]) {
			expect((await getVpcPeerConnection(args)).instanceId).toBe(made.id);
		}
	});

	it("shows the accepter who must accept, and by when", async () => {
		const made = await world.newProcess().up(crossAccount);
		asAccount(1);
		const seen = await newProgram().getVpcPeerConnection({ instanceId: made.id });
		expect(seen).toMatchObject({ status: "Accepting", pendingAcceptance: made.outs.pendingAcceptance });
	});

	it("does not count dead connections of a pair, and says so when there are no others", async () => {
		const dead = await world.newProcess().up(crossAccount);
		world.emulator.world.modifyConnection(dead.id, { status: "Rejected" });
		const pair = { vpcId: crossAccount.vpcId, acceptingVpcId: crossAccount.acceptingVpcId };
		const { message, reason } = await failureOf(newProgram().getVpcPeerConnection(pair));
		expect(reason).toBe("none");
		expect(message).toContain(
			`Not counted: ${dead.id} from vpc-hangzhou-a1 to vpc-hangzhou-a2, Rejected (the accepter's account rejected the connection).`,
		);

		const living = await world.newProcess().up(crossAccount, "test/other");
		expect((await newProgram().getVpcPeerConnection(pair)).instanceId).toBe(living.id);
		expect((await newProgram().getVpcPeerConnection({ instanceId: dead.id })).status).toBe("Rejected");
	});

	it("says where it looked, with whose credentials, and the next step when there is none", async () => {
		const program = newProgram();
		const looked = `Looked in cn-hangzhou of the cloud at ${world.emulator.url} with the credentials of account 1210123456123456.`;
		expect(await failureOf(program.getVpcPeerConnection(ours))).toEqual({
			name: "LookupError",
			reason: "none",
			message: `getVpcPeerConnection: no connection joins vpc-hangzhou-a1 and vpc-hangzhou-b1. ${looked} Check the two ids, give the regionId of vpcId, or name the profile or assumeRole of an account that owns one of the two VPCs.`,
		});
		expect(await failureOf(program.getVpcPeerConnection({ instanceId: "pcc-none" }))).toEqual({
			name: "LookupError",
			reason: "none",
			message: `getVpcPeerConnection: pcc-none is not found. Looked in the cloud at ${world.emulator.url} with the credentials of account 1210123456123456; only the two accounts of a connection see it. Check the id, or name the profile or assumeRole of one of the two accounts; if somebody deleted it, \`pulumi up --refresh\` makes it anew where it is declared.`,
		});
	});

	it("names all that fit when there are many", async () => {
		// The cloud refuses a second one while the first lives.
		const first = await world.newProcess().up(ours, "test/1");
		world.emulator.world.modifyConnection(first.id, { status: "Rejected" });
		const second = await world.newProcess().up(ours, "test/2");
		world.emulator.world.modifyConnection(first.id, { status: "Activated" });
		expect(await failureOf(newProgram().getVpcPeerConnection(ours))).toEqual({
			name: "LookupError",
			reason: "many",
			message: `getVpcPeerConnection: 2 connections join vpc-hangzhou-a1 and vpc-hangzhou-b1: ${first.id} from vpc-hangzhou-a1 to vpc-hangzhou-b1, Activated (the connection works); ${second.id} from vpc-hangzhou-a1 to vpc-hangzhou-b1, Activated (the connection works). Name one by its instanceId.`,
		});
	});

	it("refuses arguments that have no answer, all at once, without a request", async () => {
		const { getVpcPeerConnection } = newProgram();
		const cases: [object, string][] = [
			[{}, "give instanceId, or both vpcId and acceptingVpcId."],
			[{ vpcId: "vpc-hangzhou-a1" }, "give instanceId, or both vpcId and acceptingVpcId."],
			[{ vpcId: "vpc-a", acceptingVpcId: "vpc-a" }, "a VPC can't be peered with itself"],
			[{ instanceId: "vpc-hangzhou-a1" }, "instanceId must be the id of a VPC peering connection (pcc-...)."],
			[
				{ vpcId: "a", acceptingVpcId: "b", colour: "red" },
				"vpcId must be the id of a VPC (vpc-...); acceptingVpcId must be the id of a VPC (vpc-...); colour is no argument",
			],
			[{ instanceId: "pcc-a", assumeRole: {} }, "assumeRole.roleArn is required"],
		];
		for (const [args, expected] of cases) {
			const { message, reason } = await failureOf(getVpcPeerConnection(args));
			expect(reason).toBe("arguments");
			expect(message).toContain(expected);
		}
		expect(world.emulator.requests).toEqual([]);
	});

	it("with an id, the VPCs are checked and not searched", async () => {
		const made = await world.newProcess().up(ours);
		const { getVpcPeerConnection } = newProgram();
		await expect(getVpcPeerConnection({ instanceId: made.id, ...ours })).resolves.toMatchObject({ vpcId: ours.vpcId });
		const { message } = await failureOf(getVpcPeerConnection({ instanceId: made.id, vpcId: "vpc-other" }));
		expect(message).toContain(`${made.id} joins vpc-hangzhou-a1 and vpc-hangzhou-b1, not vpc-other.`);
	});

	it("says which permission is missing, and nothing of the keys", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.world.denyAction("1210123456123456", "vpc:GetVpcPeerConnectionAttribute");
		const { message, reason } = await failureOf(newProgram().getVpcPeerConnection({ instanceId: made.id }));
		expect(reason).toBe("failed");
		expect(message).toMatch(/^getVpcPeerConnection: GetVpcPeerConnectionAttribute: /);
		expect(message).toContain("vpc:GetVpcPeerConnectionAttribute");
		expect(message).not.toContain("emulator-");
	});

	it("a missing profile is named", async () => {
		const { message } = await failureOf(newProgram().getVpcPeerConnection({ instanceId: "pcc-a", profile: "nobody" }));
		expect(message).toContain('the profile "nobody"');
	});
});

describe("getVpcPeerConnections", () => {
	it("filters by VPC, name, status, tags and resource group; ids in order", async () => {
		const provider = world.newProcess();
		const first = await provider.up({ ...ours, name: "one", tags: { team: "net", env: "prod" } }, "test/1");
		const second = await provider.up(
			{ ...interRegion, name: "two", tags: { team: "net" }, resourceGroupId: "rg-network-1" },
			"test/2",
		);
		const third = await provider.up({ ...crossAccount, name: "three" }, "test/3");
		const { getVpcPeerConnections } = newProgram();
		const found = async (args: Parameters<typeof getVpcPeerConnections>[0]) => (await getVpcPeerConnections(args)).ids;

		expect(await found({})).toEqual([first.id, second.id, third.id].sort());
		expect(await found({ regionId: "cn-shanghai" })).toEqual([second.id]);
		expect(await found({ vpcId: ours.acceptingVpcId })).toEqual([first.id]);
		expect(await found({ name: "two" })).toEqual([second.id]);
		expect(await found({ status: "Accepting" })).toEqual([third.id]);
		expect(await found({ status: ["Accepting", "Activated"], tags: { team: "net" } })).toEqual(
			[first.id, second.id].sort(),
		);
		expect(await found({ tags: { team: "net", env: "prod" } })).toEqual([first.id]);
		expect(await found({ resourceGroupId: "rg-network-1" })).toEqual([second.id]);
		expect(await found({ name: "four" })).toEqual([]);
		expect((await getVpcPeerConnections()).regionId).toBe("cn-hangzhou");
	});

	it("reads all pages, a hundred to a page", async () => {
		const { emulator } = world;
		const uid = emulator.accounts[0]?.uid ?? "";
		emulator.world.setQuota({ perAccountPerRegion: 500 });
		const provider = world.newProcess();
		const numbers = Array.from({ length: 120 }, (_, number) => number);
		for (const id of numbers.flatMap((number) => [`vpc-from${number}`, `vpc-to${number}`])) {
			emulator.world.addVpc(uid, { id, regionId: "cn-hangzhou", cidrBlock: "10.9.0.0/16" });
		}
		const made = await Promise.all(
			numbers.map((number) =>
				provider.up({ vpcId: `vpc-from${number}`, acceptingVpcId: `vpc-to${number}` }, `test/${number}`),
			),
		);
		emulator.clearRequests();
		expect((await newProgram().getVpcPeerConnections()).ids).toEqual(made.map(({ id }) => id).sort());
		expect(emulator.requests.map(({ parameters }) => parameters["MaxResults"])).toEqual(["100", "100"]);
	});

	it("refuses an unknown status", async () => {
		const { message } = await failureOf(newProgram().getVpcPeerConnections({ status: "Active" as "Activated" }));
		expect(message).toBe(
			"getVpcPeerConnections: status must be one of Creating, Accepting, Updating, Activated, Rejected, Expired, Deleting, Deleted, or a list of them.",
		);
	});

	it("asks for a region when none is set", async () => {
		delete process.env["ALICLOUD_REGION"];
		const { message, reason } = await failureOf(newProgram().getVpcPeerConnections());
		expect(reason).toBe("arguments");
		expect(message).toContain("regionId is required: give it, or set the default");
	});
});

describe("One run of a program", () => {
	it("makes the same lookup once, in flight or answered, and each program gets its own copy", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.clearRequests();
		const { getVpcPeerConnection, getVpcPeerConnections } = newProgram();
		const [one, two] = await Promise.all([
			getVpcPeerConnection({ instanceId: made.id }),
			getVpcPeerConnection({ instanceId: made.id, regionId: undefined }),
		]);
		one.tags["mine"] = "changed";
		await getVpcPeerConnection({ instanceId: made.id });
		expect(two.tags).toEqual({});
		expect(actionsOf(world.emulator)).toEqual(["GetVpcPeerConnectionAttribute"]);

		await getVpcPeerConnection(ours);
		await getVpcPeerConnections({ vpcId: ours.vpcId });
		await getVpcPeerConnections({ vpcId: ours.vpcId, status: "Activated" });
		expect(actionsOf(world.emulator).slice(1)).toEqual(["ListVpcPeerConnections"]);
	});

	it("asks again after a failure", async () => {
		const { getVpcPeerConnection } = newProgram();
		await failureOf(getVpcPeerConnection({ instanceId: "pcc-none" }));
		await failureOf(getVpcPeerConnection({ instanceId: "pcc-none" }));
		const asked = actionsOf(world.emulator).filter((action) => action === "GetVpcPeerConnectionAttribute");
		// Three times each: one absence may be an answer out of date.
		expect(asked).toHaveLength(6);
	});

	it("keeps the answers of different credentials apart", async () => {
		const made = await world.newProcess().up(crossAccount);
		const assumeRole = { roleArn: "acs:ram::253460731706911258:role/peering" };
		const { getVpcPeerConnections } = newProgram();
		const [ours, theirs] = await Promise.all([
			getVpcPeerConnections({ vpcId: crossAccount.vpcId }),
			getVpcPeerConnections({ vpcId: crossAccount.vpcId, assumeRole }),
		]);
		expect([ours.ids, theirs.ids]).toEqual([[made.id], [made.id]]);
		const askers = world.emulator.requests.filter(({ action }) => action === "ListVpcPeerConnections");
		expect(askers.map(({ accountId }) => accountId).sort()).toEqual(["1210123456123456", "253460731706911258"]);
	});
});

describe("Outputs", () => {
	it("from resources ask anew: the resource may have been made since", async () => {
		const { getVpcPeerConnections, getVpcPeerConnectionsOutput } = newProgram();
		expect((await getVpcPeerConnections({ vpcId: ours.vpcId })).ids).toEqual([]);
		const made = await world.newProcess().up(ours);

		const shared = getVpcPeerConnectionsOutput({ vpcId: ours.vpcId });
		const anew = getVpcPeerConnectionsOutput({ vpcId: pulumi.output(ours.vpcId) });
		expect((await promiseOf(shared)).ids).toEqual([]);
		expect((await promiseOf(anew)).ids).toEqual([made.id]);
	});

	it("that are secrets make the result a secret", async () => {
		const made = await world.newProcess().up(ours);
		const found = newProgram().getVpcPeerConnectionOutput({ instanceId: pulumi.secret(made.id) });
		expect((await promiseOf(found)).instanceId).toBe(made.id);
		expect(await pulumi.isSecret(found)).toBe(true);
	});
});

function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
	return new Promise((resolve) => output.apply(resolve));
}
