import { connection, route, routes } from "./declarations";
import { cloudOfTests, living, routesIn, Stack } from "./stack";

/* Routes whose resource is declared for another place, while another resource is declared for theirs. */

const cloud = cloudOfTests();
const [a, b] = ["vpc-hangzhou-a1", "vpc-hangzhou-b1"] as const;
const ends = [connection("one", "ab"), connection("two", "shanghai")];

/** Both orders in which the engine may ask: an old holder's diff comes before or after the create of the new one. */
const orders = [["program"], ["reversed"]] as const;

test.each(orders)("Two VpcPeerRoutes of different VPCs that change places lose none (%s)", async (order) => {
	const stack = new Stack(cloud());
	const program = (first: string, second: string) => [
		...ends,
		routes(first, "one", b),
		routes(second, "two", "vpc-shanghai-a1", { regionId: "cn-shanghai" }),
	];
	await stack.up(program("r1", "r2"));
	const before = routesIn(cloud());
	await stack.up(program("r2", "r1"), { order });
	expect(routesIn(cloud())).toEqual(before);
	expect(new Set(Object.values(await stack.up(program("r2", "r1"))).flat())).toEqual(new Set(["same"]));
});

test.each(orders)("Two VpcPeerRoutes of one VPC that change places lose none (%s)", async (order) => {
	const stack = new Stack(cloud());
	const program = (first: string, second: string) => [...ends, routes(first, "one", a), routes(second, "two", a)];
	await stack.up(program("r1", "r2"));
	const before = routesIn(cloud());
	await stack.up(program("r2", "r1"), { order });
	expect(routesIn(cloud())).toEqual(before);
	expect(new Set(Object.values(await stack.up(program("r2", "r1"))).flat())).toEqual(new Set(["same"]));
});

test.each(orders)(
	"A place that goes to a new VpcPeerRoutes, while the old one gets another, keeps its routes (%s)",
	async (order) => {
		const stack = new Stack(cloud());
		await stack.up([...ends, routes("r1", "one", a)]);
		const before = routesIn(cloud());
		const program = [...ends, routes("r1", "two", a), routes("r2", "one", a)];
		await stack.up(program, { order });
		expect(routesIn(cloud())).toEqual(expect.arrayContaining(before));
		expect(new Set(Object.values(await stack.up(program)).flat())).toEqual(new Set(["same"]));
	},
);

describe("A dead connection without routes", () => {
	test.each([
		["gone", (id: string) => cloud().emulator.world.dropConnection(id)],
		["Rejected", (id: string) => cloud().emulator.world.modifyConnection(id, { status: "Rejected" })],
	] as const)("that is %s is warned of by a plain preview and up", async (_what, happen) => {
		const stack = new Stack(cloud());
		const peer = connection("peer", "partner");
		await stack.up([peer]);
		const id = stack.id(peer);
		happen(id);
		await stack.preview([peer]);
		expect(stack.lines(id, "pulumi up --refresh").map(({ level }) => level)).toEqual(["warning"]);
		await stack.up([peer]);
		expect(stack.lines(id, "pulumi up --refresh").map(({ level }) => level)).toEqual(["warning"]);
	});
});

test("A VpcPeerRoute does not take over what the VpcPeerRoutes of another stack made", async () => {
	const dev = new Stack(cloud());
	await dev.up([ends[0] as (typeof ends)[number], routes("r", "one", a, { destinations: ["10.2.0.0/16"] })]);
	const before = routesIn(cloud());
	const instanceId = dev.id(ends[0] as (typeof ends)[number]);
	const other = new Stack(cloud(), "other");
	const taking = route("e", "one", {
		instanceId,
		routeTableId: "vtb-hangzhou-a1",
		destinationCidrBlock: "10.2.0.0/16",
	});
	expect(await other.refusedPreview([taking])).toContain("a VpcPeerRoutes of another stack made it");
	expect(await other.refused([taking])).toContain("a VpcPeerRoutes of another stack made it");
	await other.destroy();
	expect(routesIn(cloud())).toEqual(before);
	expect(living(cloud())).toHaveLength(1);
});
