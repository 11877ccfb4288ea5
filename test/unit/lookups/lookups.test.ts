import * as pulumi from "@pulumi/pulumi";
import { getVpcPeerConnection, getVpcPeerConnectionOutput, LookupError, VpcPeerConnection } from "../../../src";

const calls: pulumi.runtime.MockCallArgs[] = [];
const read: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
	await pulumi.runtime.setMocks(
		{
			newResource: (args) => {
				read.push(args);
				return { id: args.id || "pcc-made", state: { ...args.inputs, status: "Activated" } };
			},
			call: (args) => {
				calls.push(args);
				return { instanceId: "pcc-mocked", status: "Activated" };
			},
		},
		"project",
		"stack",
		true,
		"acme",
	);
});
beforeEach(() => {
	calls.length = 0;
	read.length = 0;
});

function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
	return new Promise((resolve) => output.apply(resolve));
}

test("A program that only declares loads neither the cloud's SDK nor the lookups' own part", () => {
	const loaded = Object.keys(require.cache);
	expect(loaded.some((file) => file.endsWith("get-vpc-peer-connection.ts"))).toBe(true);
	expect(loaded.filter((file) => /@alicloud|lookups\/cloud/.test(file))).toEqual([]);
});

test("In a program's own unit tests its mock of call answers a lookup", async () => {
	const found = await getVpcPeerConnection({ instanceId: "pcc-a" });
	expect(found).toEqual({ instanceId: "pcc-mocked", status: "Activated" });
	expect(calls).toEqual([
		{ token: "alicloud-vpcpeer:index:getVpcPeerConnection", inputs: { instanceId: "pcc-a" }, provider: "" },
	]);
});

test("The form for outputs resolves them first", async () => {
	const found = getVpcPeerConnectionOutput({ vpcId: pulumi.output("vpc-a"), acceptingVpcId: "vpc-b" });
	expect((await promiseOf(found)).instanceId).toBe("pcc-mocked");
	expect(calls.map(({ inputs }) => inputs)).toEqual([{ vpcId: "vpc-a", acceptingVpcId: "vpc-b" }]);
});

test("get reads the resource of the id, with the references to credentials, and announces nothing in a preview", async () => {
	const shared = VpcPeerConnection.get("shared", "pcc-a", { profile: "partner" });
	expect(await promiseOf(shared.status)).toBe("Activated");
	expect(read).toHaveLength(1);
	expect(read[0]).toMatchObject({
		id: "pcc-a",
		name: "shared",
		type: VpcPeerConnection.type,
		inputs: { profile: "partner", __identity: expect.stringContaining("::shared") },
	});
	expect(read[0]?.inputs).not.toHaveProperty("__announced");
});

test("A LookupError ends a program with its message alone, and is told from other errors", () => {
	const error = new LookupError("getVpcPeerConnection: none", "none");
	expect(pulumi.RunError.isInstance(error)).toBe(true);
	expect(LookupError.isInstance(error)).toBe(true);
	expect(LookupError.isInstance(new pulumi.RunError("other"))).toBe(false);
});
