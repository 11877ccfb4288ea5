import { handler } from "../../../src/engine";
import { toEngineError } from "../../../src/engine/engine-error";
import { VpcPeeringError } from "../../../src/errors/vpc-peering-error";
import { InitFailure } from "../../../src/provider/init-failure";
import { failureOf } from "../support/failure-of";

test("The provider of the one kind has every handler that the engine calls", () => {
	const provider = handler("VpcPeerConnection");
	for (const name of ["configure", "check", "diff", "create", "read", "update", "delete"] as const) {
		expect(typeof provider[name]).toBe("function");
	}
});

test.each(["VpcPeerGateway", "", "toString", "__proto__"])("The kind %j is refused with what there is", (kind) => {
	expect(() => handler(kind)).toThrow(/knows no resource kind.*VpcPeerConnection.*Install the newer release/);
});

test("Settings of the stack arrive by configure, secrets and structures included", async () => {
	const provider = handler("VpcPeerConnection");
	const values: Record<string, unknown> = {
		"alicloud:region": "cn-shanghai",
		"alicloud-vpcpeer:preflight": "off",
		"alicloud:accessKey": "key-of-stack",
		"alicloud:secretKey": "secret-of-stack",
		"alicloud:endpoints": [{ vpcpeer: "vpcpeer.example.com" }],
	};
	await provider.configure?.({ config: { get: (key: string) => values[key] } } as never);
	const result = await provider.check?.({}, { vpcId: "vpc-a1", acceptingVpcId: "vpc-b1" });
	expect(result).toEqual({
		inputs: { regionId: "cn-shanghai", acceptingRegionId: "cn-shanghai", vpcId: "vpc-a1", acceptingVpcId: "vpc-b1" },
		failures: [],
	});
});

test("An error of ours reaches the engine as its message, and what is printed besides is a pointer to it", async () => {
	const error = await failureOf(() => handler("VpcPeerConnection").diff?.("pcc-1", {}, {}));
	expect(error.message).toContain("__state is missing");
	expect(`${error}: ${error.stack}`).toBe("VpcPeerConnection: failed; the error of the resource says why.");
});

test("A fault of the package asks for a report", () => {
	const error = toEngineError("VpcPeerConnection", new TypeError("x is not a function")) as Error;
	expect(error.message).toMatch(/fault of pulumi-alicloud-vpcpeer: x is not a function.*ALICLOUD_VPCPEER_STACK=1/);
	expect((toEngineError("VpcPeerConnection", "text") as Error).message).toContain("text");
});

test("A failure that keeps the id carries the three members that the engine looks for", () => {
	const failure = new InitFailure("pcc-1", { status: "Creating" }, new VpcPeeringError("still Creating"));
	expect(toEngineError("VpcPeerConnection", failure)).toBe(failure);
	expect(failure).toMatchObject({
		id: "pcc-1",
		properties: { status: "Creating" },
		reasons: ["still Creating"],
		message: "still Creating",
	});
});
