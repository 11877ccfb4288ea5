import { namedFaults } from "../../src/emulator";
import { clientFor, REQUESTER_KEYS } from "../emulator/support/client";
import { Simulation } from "./support/simulation";
import { SmallEngine } from "./support/small-engine";

const account = "1210123456123456";
const role = { roleArn: `acs:ram::${account}:role/network`, sessionName: "pulumi" };
const program = {
	__identity: "organization/urn:pulumi:dev::expiry::alicloud-vpcpeer:index:VpcPeerConnection::peer",
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-b1",
};

let simulation: Simulation;
beforeEach(async () => {
	simulation = await Simulation.start({ transitions: { creating: 20_000 }, createConflictMs: 0 });
});
afterEach(() => simulation.emulator.close());

const count = (action: string) => simulation.emulator.requests.filter((one) => one.action === action).length;

describe("a session that ends while a connection is waited for", () => {
	test.each([0, 1, 3, 5])("is begun anew when it is an assumed role's (after %d requests)", async (skip) => {
		simulation.emulator.faults.add({ action: "*", skip, kind: "expired-token" });
		const engine = new SmallEngine();
		await engine.up(simulation.process().handlers, { ...program, assumeRole: role });
		expect(engine.state.current?.outs).toMatchObject({ status: "Activated" });
		expect(simulation.connections).toHaveLength(1);
		expect(count("AssumeRole")).toBe(2);
	});

	test("ends the run with a clear error when it came from outside, and the next run goes on", async () => {
		const session = await sessionByHand();
		simulation.emulator.faults.add({ action: "GetVpcPeerConnectionAttribute", skip: 2, kind: "expired-token" });
		const engine = new SmallEngine();
		const up = engine.up(simulation.process({ environment: session }).handlers, program);
		await expect(up).rejects.toThrow(
			/^GetVpcPeerConnectionAttribute: the temporary credentials have expired \(InvalidSecurityToken\.Expired, HTTP 400, RequestId [^)]+\)\. .+/,
		);
		expect(engine.state.current).toMatchObject({ outs: { status: "Creating" } });
		await engine.up(simulation.process().handlers, program);
		expect(engine.state.current?.outs).toMatchObject({ status: "Activated" });
		expect(simulation.connections.map(({ instanceId }) => instanceId)).toEqual([engine.state.current?.id]);
	});
});

test("a clock that is too far off is said at once, with what to do, and nothing is made", async () => {
	simulation.emulator.faults.add({ action: "*", times: Number.POSITIVE_INFINITY, ...namedFaults["clock-skew"] });
	const up = new SmallEngine().up(simulation.process().handlers, program);
	await expect(up).rejects.toThrow(/InvalidTimeStamp\.Expired.*[Cc]lock/);
	expect(simulation.emulator.requests).toHaveLength(1);
	expect(simulation.connections).toEqual([]);
});

/** The keys of a session in the environment, as somebody puts them there who has assumed the role by hand. */
async function sessionByHand(): Promise<Record<string, string>> {
	const client = clientFor(simulation.emulator, REQUESTER_KEYS);
	const answer = await client.sts("AssumeRole", { RoleArn: role.roleArn, RoleSessionName: role.sessionName });
	const { AccessKeyId, AccessKeySecret, SecurityToken } = answer.body.Credentials;
	return {
		ALICLOUD_ACCESS_KEY: AccessKeyId,
		ALICLOUD_SECRET_KEY: AccessKeySecret,
		ALICLOUD_SECURITY_TOKEN: SecurityToken,
	};
}
