import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ApiError } from "../../../../src/errors/api-error";
import { read } from "../../../../src/provider/vpc-peer-connection/read";
import { type CheckedInputs, toState } from "../../../../src/provider/vpc-peer-connection/state";
import { betweenRegions, describedByCloud, OTHER_ACCOUNT, OWNER } from "../../support/connection-inputs";
import { failureOf } from "../../support/failure-of";
import { recordingClient } from "../../support/recording-client";
import { runtimeWith } from "../../support/runtime";

const id = "pcc-lnk0m24khwvtkm0001";
const inputs: CheckedInputs = {
	...betweenRegions,
	name: "app-to-data",
	description: "joins two",
	linkType: "Gold",
	tags: { a: "1" },
	timeouts: { delete: "5m" },
	__identity: "identity-1",
};
const state = toState(inputs, describedByCloud(inputs), { clientToken: "token-1", cloud: "alibabacloud" });

const answer = {
	RequestId: "r-1",
	InstanceId: id,
	Status: "Activated",
	OwnerId: Number(OWNER),
	AcceptingOwnerUid: Number(OWNER),
	RegionId: "cn-hangzhou",
	AcceptingRegionId: "cn-shanghai",
	Vpc: { VpcId: inputs.vpcId, Ipv4Cidrs: [] },
	AcceptingVpc: { VpcId: inputs.acceptingVpcId, Ipv4Cidrs: [] },
	Name: "app-to-data",
	Description: "joins two",
	Bandwidth: 1024,
	LinkType: "Gold",
	Tags: [{ Key: "a", Value: "1" }],
};

const notFound = new ApiError({ action: "Get", code: "ResourceNotFound.InstanceId", detail: "", retry: "none" });

function readWith(given: Record<string, unknown> | Error, accountId = OWNER) {
	const { client, requests } = recordingClient(given);
	return { result: read(runtimeWith(client, accountId), id, state), requests };
}

afterEach(() => jest.restoreAllMocks());

test("Without drift the inputs come back as the program gave them, and nothing it did not give", async () => {
	const { inputs: back, id: same } = await readWith(answer).result;
	expect(same).toBe(id);
	expect(back).toEqual(inputs);
});

test("Drift comes back as inputs and outputs", async () => {
	const drifted = { ...answer, Name: "by-hand", Bandwidth: 5, Tags: [{ Key: "b", Value: "2" }] };
	const { inputs: back, props } = await readWith(drifted).result;
	expect(back).toMatchObject({ name: "by-hand", tags: { b: "2" } });
	expect(back).not.toHaveProperty("bandwidth");
	expect(props).toMatchObject({ name: "by-hand", tags: { b: "2" }, bandwidth: 5, __state: state.__state });
});

test("What the cloud has no more is left out, since the engine's encoding refuses absent members", async () => {
	const { Name: _n, Description: _d, LinkType: _l, ...emptied } = answer;
	const { inputs: back, props } = await readWith(emptied).result;
	expect(() => Struct.fromJavaScript(back)).not.toThrow();
	expect(() => Struct.fromJavaScript(props)).not.toThrow();
	expect(Object.keys(back ?? {})).not.toContain("description");
});

test.each(["Rejected", "Expired", "Deleting", "Deleted"])(
	"A connection that is %s is reported gone",
	async (status) => {
		expect(await readWith({ ...answer, Status: status }).result).toEqual({});
	},
);

test("A connection that is not found is reported gone to either of its owners", async () => {
	expect(await readWith(notFound, OWNER).result).toEqual({});
});

test("Not found by a foreign account is an error: the connection must not leave the state by mistake", async () => {
	const error = await failureOf(() => readWith(notFound, OTHER_ACCOUNT).result);
	expect(error.message).toContain(OTHER_ACCOUNT);
	expect(error.message).toContain(OWNER);
});

test("A dry run is read without a request", async () => {
	const { client, requests } = recordingClient(notFound);
	const back = await read(runtimeWith(client, OWNER), "dry-run-0123456789abcdef", state);
	expect(back).toEqual({ id: "dry-run-0123456789abcdef", props: state });
	expect(requests).toEqual([]);
});
