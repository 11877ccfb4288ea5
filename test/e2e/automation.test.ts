import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

/** A script that runs an inline program, and says in JSON how that ended. */
function script(program: string): string {
	return `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { VpcPeerConnection, getCallerIdentityOutput } = require("pulumi-alicloud-vpcpeer");
async function main() {
	const stack = await LocalWorkspace.selectStack(
		{ stackName: "dev", projectName: "e2e", program: async () => { ${program} } },
		{ workDir: __dirname },
	);
	const up = await stack.up();
	return { outputs: up.outputs, changes: up.summary.resourceChanges };
}
main().then((end) => console.log(JSON.stringify(end)), (error) => { console.error(error.message); process.exitCode = 1; });
`;
}

describe("an inline program of the Automation API", () => {
	test("makes a connection and gets its id", async () => {
		const text = script(
			`const one = new VpcPeerConnection("one", ${JSON.stringify(intraRegion)}); return { id: one.instanceId };`,
		);
		const stack = await Stack.create({ cloud, program: { "index.js": "", "inline.js": text } });
		const run = await stack.runNode("inline.js");
		expect(run.code).toBe(0);
		const { outputs, changes } = JSON.parse(run.lines.at(-1) ?? "") as {
			outputs: { id: { value: string } };
			changes: unknown;
		};
		expect(outputs.id.value).toBe(cloud.onlyConnection.instanceId);
		expect(changes).toEqual({ create: 2 });
		await stack.destroy();
	});

	test("comes to its end where a lookup fails, and says why", async () => {
		const text = script(`return { id: getCallerIdentityOutput({ profile: "nobody" }).accountId };`);
		const stack = await Stack.create({ cloud, program: { "index.js": "", "inline.js": text } });
		const run = await stack.runNode("inline.js");
		expect(run.code).toBe(1);
		expect(run.text).toContain('the profile "nobody" is wanted');
		expect(cloud.emulator.world.connections()).toEqual([]);
	});
});
