import * as pulumi from "@pulumi/pulumi";
import { VpcPeerConnection } from "../../../src";

const registered: { name: string; announced: unknown }[] = [];

beforeAll(async () => {
	await pulumi.runtime.setMocks(
		{
			newResource: ({ name, inputs }) => {
				registered.push({ name, announced: (inputs as { __announced?: unknown }).__announced });
				return { id: `pcc-of-${name}`, state: inputs };
			},
			call: () => ({}),
		},
		"project",
		"stack",
		true,
	);
});
beforeEach(() => {
	registered.length = 0;
	// The moment for which a resource waits at most never comes: what depends on it would not end.
	jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
});
afterEach(() => jest.useRealTimers());

const argsOf = (n: number) => ({ vpcId: `vpc-a${n}`, acceptingVpcId: `vpc-b${n}` });
const toldOf = (name: string, n: number) => ({ kind: "VpcPeerConnection", name, args: argsOf(n) });

function reached(...connections: VpcPeerConnection[]): Promise<unknown> {
	return Promise.all(connections.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
}

test("The first of a batch carries all of it and reaches the engine first; the others carry nothing", async () => {
	await reached(...["one", "two", "three"].map((name, index) => new VpcPeerConnection(name, argsOf(index))));
	expect(registered).toEqual([
		{ name: "one", announced: [toldOf("one", 0), toldOf("two", 1), toldOf("three", 2)] },
		{ name: "two", announced: [] },
		{ name: "three", announced: [] },
	]);
});

test("What is constructed after a wait is a batch of its own", async () => {
	await reached(new VpcPeerConnection("early", argsOf(1)));
	await reached(new VpcPeerConnection("late", argsOf(2)));
	expect(registered.map(({ announced }) => announced)).toEqual([[toldOf("early", 1)], [toldOf("late", 2)]]);
});

test("A resource with a secret among its arguments is told to nobody", async () => {
	const secret = { ...argsOf(1), description: pulumi.secret("our secret") };
	await reached(new VpcPeerConnection("private", secret), new VpcPeerConnection("open", argsOf(2)));
	expect(registered.find(({ name }) => name === "open")?.announced).toEqual([toldOf("open", 2)]);
	expect(JSON.stringify(registered.map(({ announced }) => announced))).not.toContain("our secret");
});

test("A resource that waits for something is not waited for, and waits for nobody", async () => {
	let resolve: (vpcId: string) => void = () => undefined;
	const later = new Promise<string>((done) => {
		resolve = done;
	});
	const waiting = new VpcPeerConnection("waiting", { ...argsOf(1), vpcId: later });
	// Leads, as the only one that is known, and itself waits for the other.
	const leading = new VpcPeerConnection("leading", argsOf(2), { dependsOn: [waiting] });
	// Long after the batch is settled.
	for (let turn = 0; turn < 50; turn += 1) {
		await new Promise((done) => setImmediate(done));
	}
	resolve("vpc-late");
	await reached(waiting, leading);
	expect(registered).toEqual([
		{ name: "waiting", announced: [] },
		{ name: "leading", announced: [toldOf("leading", 2)] },
	]);
});

test("Outputs of another resource are not waited for", async () => {
	const first = new VpcPeerConnection("source", argsOf(1));
	const second = new VpcPeerConnection("dependent", {
		...argsOf(2),
		description: pulumi.interpolate`beside ${first.instanceId}`,
	});
	await reached(first, second);
	expect(registered.map(({ name }) => name)).toEqual(["source", "dependent"]);
	expect(registered[0]?.announced).toEqual([toldOf("source", 1)]);
});
