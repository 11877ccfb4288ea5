import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

let own: Cloud;
let other: Cloud;
let stack: Stack;
let message: string;

beforeAll(async () => {
	own = await startCloud();
	other = await startCloud();
	stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud: own });
	await stack.up();
	stack.pointAt(other);
	const { instanceId } = own.onlyConnection;
	message = `${instanceId} belongs to the cloud at ${own.url}, but this run works against the cloud at ${other.url}. Set ALICLOUD_VPCPEER_ENDPOINT=${own.url}, or use another stack for the other cloud.`;
});

test.each([
	["preview", []],
	["up", ["--yes", "--skip-preview"]],
	["refresh", ["--yes", "--skip-preview"]],
	["destroy", ["--yes", "--skip-preview"]],
])("%s against another cloud is refused", async (command, args) => {
	const run = await stack.mustFail(command, ...args);
	expect(run.lines).toContain(`error: ${message}`);
	expect(run.text).not.toMatch(/^\s+at /m);
	expect(other.emulator.requests).toEqual([]);
	expect(await stack.stateOfConnections()).toHaveLength(1);
});

test("a program that changed is refused, too", async () => {
	stack.write(programOf({ peer: { ...intraRegion, name: "changed" } }));
	const run = await stack.failingUp();
	expect(run.lines).toContain(`error: ${message}`);
	expect(other.emulator.requests).toEqual([]);
});
