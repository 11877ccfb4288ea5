import { type Cloud, startCloud } from "./support/cloud";
import { interRegion, intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

beforeEach(() => cloud.emulator.reset());

test("a destroy leaves nothing, and a connection that is gone already does not stop it", async () => {
	const stack = await Stack.create({ program: programOf({ here: intraRegion, gone: interRegion }), cloud });
	await stack.up();
	const { world } = cloud.emulator;
	const gone = world.connections().find(({ acceptingRegionId }) => acceptingRegionId === "cn-shanghai");
	world.dropConnection(gone?.instanceId ?? "");

	const destroy = await stack.destroy();
	expect(destroy.lines).toContain("- 3 deleted");
	expect(world.connections()).toEqual([]);
	expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
	expect(cloud.requestsOf("DeleteVpcPeerConnection")).toHaveLength(1);
});

test("route entries in the way: the destroy is refused and says the way out, which then works", async () => {
	const stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	cloud.emulator.world.addRouteEntry({
		vpcId: "vpc-hangzhou-a1",
		destinationCidrBlock: "10.2.0.0/16",
		nextHopId: instanceId,
	});
	const refused = await stack.mustFail("destroy", "--yes", "--skip-preview");
	const [reason] = refused.linesWith("error: DeleteVpcPeerConnection");
	expect(reason).toContain("route entries still point at the connection (OperationDenied.RouteEntryExist");
	expect(reason).toContain(
		"Delete the route entries on both sides first, or set force: true, run `pulumi up`, and then",
	);
	expect(cloud.onlyConnection.status).toBe("Activated");
	expect(await stack.stateOfConnections()).toHaveLength(1);

	stack.write(programOf({ peer: { ...intraRegion, force: true } }));
	await stack.up();
	await stack.destroy();
	expect(cloud.emulator.world.connections()).toEqual([]);
	expect(cloud.emulator.world.routeEntries()).toEqual([]);
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection", "DeleteVpcPeerConnection", "DeleteVpcPeerConnection"]);
});
