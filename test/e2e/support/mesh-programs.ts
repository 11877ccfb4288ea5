import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "./cloud";
import { routesOf } from "./peering-programs";

const earlierMesh = path.join(__dirname, "..", "fixtures", "mesh-by-order-of-keys.js");

/** A program that declares one mesh, and says whether packets find their way between all its pairs. */
export function meshProgram(args: unknown): Record<string, string> {
	return {
		"index.js": `const { VpcPeeringMesh } = require("pulumi-alicloud-vpcpeer");
const mesh = new VpcPeeringMesh("net", ${JSON.stringify(args)});
exports.instanceIds = mesh.instanceIds;
exports.statuses = mesh.statuses;
exports.reachable = require("@pulumi/pulumi").all(
	Object.values(mesh.peerings).map((peering) => peering.reachability.reachable),
);
`,
	};
}

/** The same mesh as a release before the sorted names declared it. */
export function earlierMeshProgram(args: unknown): Record<string, string> {
	return {
		"mesh-by-order-of-keys.js": readFileSync(earlierMesh, "utf8"),
		"index.js": `const { VpcPeeringMesh } = require("./mesh-by-order-of-keys");
new VpcPeeringMesh("net", ${JSON.stringify(args)});
`,
	};
}

/** What must not change where nothing comes or goes: who joined what; the ids of all routes. */
export function networkOf(cloud: Cloud): unknown {
	const connections = cloud.emulator.world.connections();
	return {
		connections: connections.map(({ instanceId, ownerUid, vpcId, acceptingVpcId, status }) => ({
			...{ instanceId, ownerUid, vpcId, acceptingVpcId, status },
		})),
		entries: cloud.emulator.world.routeEntries().map(({ id }) => id),
		routes: routesOf(cloud),
	};
}
