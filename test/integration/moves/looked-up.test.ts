import { vpcPeerConnectionHandlers } from "../../../src/provider/vpc-peer-connection";
import { ours, type ProviderOnEmulator, providerOnEmulator } from "../support/provider-on-emulator";

/* A program that gives a connection up and looks at it instead, with `VpcPeerConnection.get`: the engine reads, then deletes. */

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

const looker = { __identity: "o/urn:pulumi:s::p::t::theirs" };

test("keeps it, and says who looks at it", async () => {
	const made = await world.newProcess().up(ours, "o/urn:pulumi:s::p::t::app");
	const { runtime } = world.newProcess();
	const handlers = vpcPeerConnectionHandlers(() => runtime);
	await handlers.read(made.id, looker);
	await handlers.delete(made.id, made.outs);
	expect(world.emulator.world.findConnection(made.id)?.status).toBe("Activated");
	expect(world.said.at(-1)).toContain(`${made.id} is not deleted: VpcPeerConnection theirs has it now`);
});

test("does not keep it from a destroy that refreshes first", async () => {
	const made = await world.newProcess().up(ours, "o/urn:pulumi:s::p::t::app");
	const looked = vpcPeerConnectionHandlers(() => world.newProcess().runtime);
	const { props } = await looked.read(made.id, looker);
	const { runtime } = world.newProcess();
	const handlers = vpcPeerConnectionHandlers(() => runtime);
	await handlers.read(made.id, props);
	await handlers.read(made.id, made.outs);
	await handlers.delete(made.id, made.outs);
	expect(world.emulator.world.findConnection(made.id)?.status ?? "Deleted").toBe("Deleted");
});
