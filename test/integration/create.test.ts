import { namedFaults } from "../../src/emulator";
import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	keptBy,
	livingIn,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

describe("create", () => {
	it("makes one connection of the caller's own account and waits until it is Activated", async () => {
		const made = await world.newProcess().up({ ...ours, name: "app-to-data", tags: { team: "network" } });

		expect(made.id).toMatch(/^pcc-/);
		expect(made.outs).toMatchObject({
			instanceId: made.id,
			status: "Activated",
			cloud: world.emulator.url,
			regionId: "cn-hangzhou",
			acceptingRegionId: "cn-hangzhou",
			acceptingAliUid: "1210123456123456",
			ownerId: "1210123456123456",
			name: "app-to-data",
			bandwidth: -1,
			tags: { team: "network" },
			vpcIpv4Cidrs: ["10.1.0.0/16", "10.101.0.0/16"],
		});
		expect(made.outs).not.toHaveProperty("linkType");
		expect(livingIn(world.emulator)).toEqual([made.id]);
		expect(actionsOf(world.emulator).filter((action) => action.startsWith("Create"))).toHaveLength(1);
	});

	it("sets name, tags, bandwidth, link type and resource group in the one request", async () => {
		const made = await world.newProcess().up({
			...interRegion,
			name: "inter",
			description: "between regions",
			bandwidth: 200,
			linkType: "Platinum",
			resourceGroupId: "rg-network-1",
			tags: { b: "2", a: "1" },
		});

		expect(made.outs).toMatchObject({
			bandwidth: 200,
			linkType: "Platinum",
			resourceGroupId: "rg-network-1",
			tags: { a: "1", b: "2" },
		});
		expect(new Set(actionsOf(world.emulator))).toEqual(
			new Set(["GetCallerIdentity", "CreateVpcPeerConnection", "GetVpcPeerConnectionAttribute"]),
		);
	});

	it("keeps all digits of an account id beyond 2^53, in the request and in the answer", async () => {
		const made = await world.newProcess().up(crossAccount);

		expect(made.outs.acceptingAliUid).toBe(secondAccount);
		const [create] = world.emulator.requests.filter(({ action }) => action === "CreateVpcPeerConnection");
		expect(create?.parameters["AcceptingAliUid"]).toBe(secondAccount);
	});

	it("ends satisfied at Accepting for another account, and says who must accept by when", async () => {
		const made = await world.newProcess().up(crossAccount);

		expect(made.outs.status).toBe("Accepting");
		expect(made.outs.expireTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(made.outs.pendingAcceptance).toBe(
			`account ${secondAccount} must accept ${made.id} until ${made.outs.expireTime}, when the request expires`,
		);
		expect(world.said).toEqual([
			`${made.outs.pendingAcceptance}, unless a VpcPeerConnectionAccepter of this program does.`,
		]);
	});

	it("waits for the other account when asked to, and keeps the connection when nobody accepts in time", async () => {
		const kept = await keptBy(
			world.newProcess().up({ ...crossAccount, waitForActivated: true, timeouts: { create: "400ms" } }),
		);

		expect(kept.outs.status).toBe("Accepting");
		expect(kept.reasons).toEqual([
			expect.stringMatching(
				new RegExp(
					`^waiting for ${kept.id} to be Activated: still Accepting after 0\\.\\d s \\(timeout 0\\.\\d s; saw (Creating \\d+x, )?Accepting \\d+x\\)\\. The connection is kept in the stack's state: run \`pulumi up\` again to go on waiting\\. The accepter's account has to accept it, or set waitForActivated: false, as it must be where a VpcPeerConnectionAccepter of the same program accepts\\.$`,
				),
			),
		]);
	});

	it("ends the wait at once when the other account rejects, and the next run replaces the connection", async () => {
		const process = world.newProcess();
		const kept = keptBy(process.up({ ...crossAccount, waitForActivated: true }));
		// Past the first sight, at which a rejected one would be taken for what an earlier run asked for.
		const looks = () => actionsOf(world.emulator).filter((action) => action === "GetVpcPeerConnectionAttribute");
		await world.emulator.waitForRequest(
			() => looks().length > 3 && world.emulator.world.connections().some(({ status }) => status === "Accepting"),
		);
		const [instanceId] = livingIn(world.emulator);
		world.emulator.world.rejectConnection(instanceId as string);

		const { id, outs, reasons } = await kept;
		expect(outs.status).toBe("Rejected");
		expect(reasons[0]).toContain(`it is Rejected after`);
		expect(reasons[0]).toContain("the accepter's account rejected the connection");
		await expect(process.diff({ id, outs }, crossAccount)).resolves.toMatchObject({
			changes: true,
			replaces: ["status"],
			deleteBeforeReplace: true,
		});
	});

	it("says what failed, the code, the RequestId and the next step when the cloud refuses", async () => {
		world.emulator.world.setCdt(secondAccount, { intra: false });
		const failure = await failureOf(world.newProcess().up(crossAccount));

		expect(failure.message).toMatch(
			/^CreateVpcPeerConnection: Cloud Data Transfer \(CDT\) is not activated in the accepter's account \(OperationFailed\.AcceptUserCdtNotOpened, HTTP 400, RequestId [0-9A-F-]{36}\)\. Activate CDT in the accepter's account/,
		);
		expect(livingIn(world.emulator)).toEqual([]);
	});

	it("names the connection that stands in the way", async () => {
		const first = await world.newProcess().up({ ...ours, name: "the-first" }, "one");
		const failure = await failureOf(world.newProcess().up({ ...ours, name: "the-second" }, "two"));

		expect(failure.message).toContain("ResourceAlreadyExist.VpcPeer");
		expect(failure.message).toContain(
			`It is ${first.id} "the-first": Activated, from vpc-hangzhou-a1 to vpc-hangzhou-b1, created `,
		);
	});
});

describe("a create that is repeated", () => {
	it("gets the same connection with the same token, in a process that remembers nothing", async () => {
		const first = await world.newProcess().up(ours);
		const second = await world.newProcess().up(ours);

		expect(second.id).toBe(first.id);
		expect(second.outs.clientToken).toBe(first.outs.clientToken);
		expect(livingIn(world.emulator)).toEqual([first.id]);
	});

	it("gets the connection that an earlier attempt made although its answer was lost", async () => {
		world.emulator.faults.add({ action: "CreateVpcPeerConnection", kind: "drop-after" });
		const made = await world.newProcess().up(ours);

		expect(livingIn(world.emulator)).toEqual([made.id]);
		const tokens = world.emulator.requests
			.filter(({ action }) => action === "CreateVpcPeerConnection")
			.map(({ parameters }) => parameters["ClientToken"]);
		expect(tokens).toHaveLength(2);
		expect(new Set(tokens).size).toBe(1);
	});

	it("takes the next token when the cloud replays one whose connection was deleted", async () => {
		const first = await world.newProcess().up(ours);
		await world.newProcess().delete(first);
		const second = await world.newProcess().up(ours);
		await world.newProcess().delete(second);
		const third = await world.newProcess().up(ours);

		expect(new Set([first.id, second.id, third.id]).size).toBe(3);
		expect(new Set([first, second, third].map(({ outs }) => outs.clientToken)).size).toBe(3);
		expect(livingIn(world.emulator)).toEqual([third.id]);
	});

	it.each([1, 2, 3])(
		"takes the next token as well where %s looks at the dead one fail, and waits for no dead one",
		async (times) => {
			const first = await world.newProcess().up(ours);
			await world.newProcess().delete(first);
			world.emulator.faults.add({
				action: "GetVpcPeerConnectionAttribute",
				times,
				...namedFaults["clock-skew"],
			});
			const second = await world.newProcess().up(ours);

			expect(second.id).not.toBe(first.id);
			expect(livingIn(world.emulator)).toEqual([second.id]);
		},
	);

	it("finds its way back to a connection made with a later token", async () => {
		const first = await world.newProcess().up(ours);
		await world.newProcess().delete(first);
		const second = await world.newProcess().up(ours);
		const again = await world.newProcess().up(ours);

		expect(again.id).toBe(second.id);
		expect(livingIn(world.emulator)).toEqual([second.id]);
	});

	it("asks anew when the connection of its token has expired, and leaves no litter", async () => {
		const first = await world.newProcess().up(crossAccount);
		world.emulator.world.modifyConnection(first.id, { status: "Expired" });
		const second = await world.newProcess().up(crossAccount);

		expect(second.id).not.toBe(first.id);
		expect(world.emulator.world.findConnection(first.id)?.status ?? "Deleted").toBe("Deleted");
		expect(world.said[1]).toContain(`${first.id}, which this resource asked for earlier, is Expired`);
	});

	it("starts from the program's own token when it gives one", async () => {
		const made = await world.newProcess().up({ ...ours, clientToken: "my-token" });
		expect(made.outs.clientToken).toBe("my-token");
	});

	it("carries another token for another resource, another request, and none of them is random", async () => {
		const one = await world.newProcess().up({ ...ours }, "one");
		await world.newProcess().delete(one);
		const two = await world.newProcess().up({ ...ours }, "two");
		await world.newProcess().delete(two);
		const named = await world.newProcess().up({ ...ours, name: "named" }, "one");

		expect(new Set([one, two, named].map(({ outs }) => outs.clientToken)).size).toBe(3);
	});
});

describe("a dry run", () => {
	it("asks the cloud and creates nothing", async () => {
		const made = await world.newProcess().up({ ...ours, dryRun: true });

		expect(made.id).toMatch(/^dry-run-[0-9a-f]{16}$/);
		expect(made.outs).toMatchObject({ status: "DryRunPassed", dryRun: true });
		expect(made.outs).not.toHaveProperty("instanceId");
		expect(world.emulator.world.connections()).toEqual([]);
		expect(world.said).toEqual([expect.stringContaining("dry run passed. The cloud would create a connection")]);
	});

	it("fails with the cloud's reason when the check does not pass", async () => {
		const failure = await failureOf(world.newProcess().up({ ...ours, dryRun: true, resourceGroupId: "rg-unknown" }));
		expect(failure.message).toContain("the resource group does not exist");
	});

	it("gives way to a connection when dryRun is turned off", async () => {
		const process = world.newProcess();
		const tried = await process.up({ ...ours, dryRun: true });

		await expect(process.diff(tried, { ...ours, dryRun: true })).resolves.toMatchObject({ changes: false });
		await expect(process.diff(tried, ours)).resolves.toMatchObject({ changes: true, replaces: ["dryRun"] });
		const made = await process.up(ours);
		await process.delete(tried);
		expect(livingIn(world.emulator)).toEqual([made.id]);
	});

	it("is tried again when the request changes", async () => {
		const process = world.newProcess();
		const tried = await process.up({ ...ours, dryRun: true });
		const changed = { ...ours, dryRun: true, name: "other" };

		await expect(process.diff(tried, changed)).resolves.toEqual({ changes: true });
		const again = await process.update(tried, changed);
		expect(again.outs).toMatchObject({ name: "other", status: "DryRunPassed" });
		expect(world.emulator.world.connections()).toEqual([]);
	});
});

describe("a dry run of a connection that exists", () => {
	it("is followed by the change itself once dryRun is off", async () => {
		const process = world.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
		const made = await world.newProcess().up({ ...ours, name: "before" });
		const dry = { ...ours, name: "after", dryRun: true };
		const tried = await world.newProcess().update(made, dry);
		expect(tried.outs.name).toBe("before");
		const olds = (await world.newProcess().check(dry)).inputs;
		const { inputs, failures } = await process.check({ ...ours, name: "after", __announced: [] }, olds);
		expect(failures).toEqual([]);
		await expect(process.diff(tried, inputs, olds)).resolves.toMatchObject({ changes: true, replaces: [] });
		expect((await world.newProcess().update(tried, { ...ours, name: "after" })).outs.name).toBe("after");
	});
});
