import * as pulumi from "@pulumi/pulumi";
import { VpcPeerConnection } from "../../../src";
import { providerStub } from "../../../src/resources/provider-stub";
import { vpcPeerConnectionFieldNames } from "../../../src/schema/vpc-peer-connection-fields";
import { declaredMembers } from "../support/declared-members";

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
	await pulumi.runtime.setMocks(
		{
			newResource: (args) => {
				registered.push(args);
				return { id: `pcc-of-${args.name}`, state: { ...args.inputs, status: "Activated", ownerId: "5" } };
			},
			call: () => ({}),
		},
		"project",
		"stack",
		false,
		"acme",
	);
});
beforeEach(() => {
	registered.length = 0;
});

const args = { vpcId: "vpc-a1", acceptingVpcId: "vpc-b1" };

function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
	return new Promise((resolve) => output.apply(resolve));
}

/** Declares a connection and gives what reached the engine. */
async function inputsOf(...parameters: ConstructorParameters<typeof VpcPeerConnection>) {
	const peering = new VpcPeerConnection(...parameters);
	await promiseOf(peering.urn);
	const [name] = parameters;
	const found = registered.findLast((resource) => resource.name === name);
	if (found === undefined) {
		throw new Error(`${name} did not reach the engine`);
	}
	return { peering, type: found.type, inputs: found.inputs as Record<string, unknown> };
}

test("The engine gets the type of a dynamic resource, the inputs, the constant stub and an identity", async () => {
	const { type, inputs } = await inputsOf("first", { ...args, tags: { a: "1" }, bandwidth: 5 });
	expect(type).toBe("pulumi-nodejs:dynamic/alicloud/vpcpeer:VpcPeerConnection");
	expect(inputs).toEqual({
		...args,
		tags: { a: "1" },
		bandwidth: 5,
		__provider: providerStub("VpcPeerConnection"),
		__identity: expect.any(String),
	});
});

test("Every output of the state is declared: one that is not would never be resolved", async () => {
	const { peering } = await inputsOf("declared", args);
	const names = declaredMembers("schema/vpc-peer-connection-state.ts", "VpcPeerConnectionState")
		.map(({ name }) => name)
		.filter((name) => !name.startsWith("__"));
	expect(names).toContain("instanceId");
	const members = peering as unknown as Record<string, unknown>;
	expect(names.filter((name) => !pulumi.Output.isInstance(members[name]))).toEqual([]);
	expect(vpcPeerConnectionFieldNames.filter((name) => !pulumi.Output.isInstance(members[name]))).toEqual([]);
});

test("Outputs carry what the provider answered", async () => {
	const { peering } = await inputsOf("answered", args);
	expect(await promiseOf(peering.id)).toBe("pcc-of-answered");
	// Of the id, which is known in more previews than any other output.
	expect(await promiseOf(peering.instanceId)).toBe("pcc-of-answered");
	expect(await promiseOf(peering.status)).toBe("Activated");
	expect(await promiseOf(peering.ownerId)).toBe("5");
	expect(await promiseOf(peering.vpcId)).toBe("vpc-a1");
});

test("Inputs may be outputs of other resources, also deep inside", async () => {
	const { inputs } = await inputsOf("outputs", {
		vpcId: pulumi.output("vpc-a1"),
		acceptingVpcId: Promise.resolve("vpc-b1"),
		tags: { a: pulumi.output("1") },
		timeouts: pulumi.output({ create: "5m" }),
	});
	expect(inputs).toMatchObject({ ...args, tags: { a: "1" }, timeouts: { create: "5m" } });
});

test("customTimeouts count as timeouts, unless the inputs name their own", async () => {
	const customTimeouts = { create: "3m", delete: "4m" };
	const { inputs } = await inputsOf("custom", args, { customTimeouts });
	expect(inputs["timeouts"]).toEqual(customTimeouts);
	const own = await inputsOf("own", { ...args, timeouts: { create: "9m" } }, { customTimeouts });
	expect(own.inputs["timeouts"]).toEqual({ create: "9m" });
});

test("The identity is the same in every run, and another one for every other name and parent", async () => {
	class Group extends pulumi.ComponentResource {
		constructor(name: string) {
			super("test:index:Group", name);
		}
	}
	const identityOf = async (name: string, opts?: pulumi.CustomResourceOptions) =>
		(await inputsOf(name, args, opts)).inputs["__identity"];
	const first = await identityOf("identity-a");
	expect(first).toBe(await identityOf("identity-a"));
	expect(first).toMatch(/^[\x20-\x7e]+$/);
	const others = [
		await identityOf("identity-b"),
		await identityOf("identity-c", { parent: new Group("g1") }),
		await identityOf("identity-d", { parent: new Group("g2") }),
	];
	expect(new Set([first, ...others]).size).toBe(4);
});

test("The same name under another parent is another identity", async () => {
	class Group extends pulumi.ComponentResource {
		constructor(kind: string) {
			super(`test:index:${kind}`, "group");
		}
	}
	const parents = [new Group("East"), new Group("West")];
	const identities = [];
	for (const parent of parents) {
		registered.length = 0;
		identities.push((await inputsOf("twin", args, { parent })).inputs["__identity"]);
	}
	expect(new Set(identities).size).toBe(2);
});

test("Only a VpcPeerConnection is one", async () => {
	const { peering } = await inputsOf("instance", args);
	expect(VpcPeerConnection.isInstance(peering)).toBe(true);
	class Other extends pulumi.CustomResource {
		constructor() {
			super("test:index:Other", "other", {});
		}
	}
	for (const other of [new Other(), undefined, null, {}, "text"]) {
		expect(VpcPeerConnection.isInstance(other)).toBe(false);
	}
});

test("A mistake of the program still says where it is, and the program's own stack traces stay whole", () => {
	const before = Error.stackTraceLimit;
	let thrown: unknown;
	try {
		new VpcPeerConnection("", args);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(Error);
	expect((thrown as Error).stack).toContain("vpc-peer-connection.test");
	expect(Error.stackTraceLimit).toBe(before);

	new VpcPeerConnection("after-a-mistake", args);
	expect(Error.stackTraceLimit).toBe(before);
});

test("No stack traces are written for the promises of outputs: they were half of what a program of a hundred connections did", () => {
	const { prepareStackTrace } = Error;
	let written = 0;
	Error.prepareStackTrace = (error, frames) => {
		written += frames.length > 0 ? 1 : 0;
		return String(error);
	};
	try {
		new VpcPeerConnection("quick", args);
	} finally {
		Error.prepareStackTrace = prepareStackTrace;
	}
	expect(written).toBeLessThan(10);
});
