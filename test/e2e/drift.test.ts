import { type Cloud, startCloud } from "./support/cloud";
import { interRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
let stack: Stack;
const changed = { ...interRegion, name: "ours", bandwidth: 100, tags: { team: "network" } };
const dropped = { ...interRegion, acceptingVpcId: "vpc-shanghai-b1" };
let ids: { changed: string; dropped: string };

beforeAll(async () => {
	cloud = await startCloud();
	stack = await Stack.create({ program: programOf({ changed, dropped }), cloud });
	await stack.up();
	const { world } = cloud.emulator;
	const idOf = (vpc: string) => world.connections().find((one) => one.acceptingVpcId === vpc)?.instanceId ?? "";
	ids = { changed: idOf("vpc-shanghai-a1"), dropped: idOf("vpc-shanghai-b1") };
});

test("a refresh shows what was changed behind Pulumi's back; the next up puts it right", async () => {
	const [owner] = cloud.emulator.accounts;
	const tags = [
		{ Key: "team", Value: "somebody-else" },
		{ Key: "added", Value: "by-hand" },
	];
	cloud.emulator.world.modifyConnection(ids.changed, {
		name: "theirs",
		bandwidth: 50,
		views: { [owner?.uid ?? ""]: { tags } },
	});
	cloud.emulator.world.dropConnection(ids.dropped);
	cloud.emulator.clearRequests();

	const refresh = await stack.refresh("--diff");
	expect(refresh.lines).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^~ name +: "ours" => "theirs"$/),
			expect.stringMatching(/^~ bandwidth +: 100 => 50$/),
			expect.stringMatching(/^~ team : "network" => "somebody-else"$/),
			expect.stringMatching(/^\+ added: "by-hand"$/),
			"~ 1 updated",
			"- 1 deleted",
		]),
	);
	expect(cloud.mutations).toEqual([]);
	expect(await stack.previewSteps()).toEqual({ changed: ["update"], dropped: ["create"] });

	await stack.up();
	const { world } = cloud.emulator;
	expect(world.findConnection(ids.changed)).toMatchObject({
		name: "ours",
		bandwidth: 100,
		views: { [owner?.uid ?? ""]: { tags: [{ Key: "team", Value: "network" }] } },
	});
	expect(world.connections().map((one) => one.acceptingVpcId)).toEqual(["vpc-shanghai-a1", "vpc-shanghai-b1"]);
	expect(cloud.mutations.filter((action) => action === "ModifyVpcPeerConnection")).toHaveLength(1);
});

test("then nothing is left to do", async () => {
	cloud.emulator.clearRequests();
	const up = await stack.up();
	expect(up.lines).toContain("3 unchanged");
	expect(cloud.mutations).toEqual([]);
});

test("without a refresh, a connection that somebody deleted is missed when it is to be changed, and made anew", async () => {
	cloud.emulator.world.dropConnection(ids.changed);
	stack.write(programOf({ changed: { ...changed, name: "renamed" }, dropped }));
	const failed = await stack.failingUp();
	expect(failed.linesWith(ids.changed)).toContain(
		`* ${ids.changed} does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new connection.`,
	);
	await stack.up();
	expect(cloud.emulator.world.connections().map(({ name }) => name)).toContain("renamed");
});
