import {
	type Before,
	connectionMade,
	having,
	instanceIdIn,
	type LifecycleStep,
	type Program,
	refresh,
	up,
} from "../crash-points/lifecycle-step";
import { peeredTables, systemTable, withOthers } from "../crash-points/peered-tables";
import { vpcPeerConnection } from "../crash-points/steps/vpc-peer-connection";
import { vpcPeerConnectionAccepter } from "../crash-points/steps/vpc-peer-connection-accepter";
import { vpcPeerRoute } from "../crash-points/steps/vpc-peer-route";
import { vpcPeerRoutes } from "../crash-points/steps/vpc-peer-routes";
import type { Bag } from "../support/small-engine";

const urn = "organization/urn:pulumi:dev::outdated::alicloud-vpcpeer:index:";
const accepterUid = "253460731706911258";

const pair: Bag = { __identity: `${urn}VpcPeerConnection::peer`, vpcId: "vpc-hangzhou-a1" };
const plain: Bag = { ...pair, acceptingVpcId: "vpc-hangzhou-b1" };
const crossAccount: Bag = { ...pair, acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: accepterUid };

const withInstance =
	(type: string, inputs: Bag): Program =>
	(simulation) => ({ __identity: `${urn}${type}::one`, instanceId: instanceIdIn(simulation), ...inputs });

const accepter = (inputs: Bag = {}) => withInstance("VpcPeerConnectionAccepter", inputs);
const place = { routeTableId: systemTable, destinationCidrBlock: "10.2.0.0/16" };
const route = (name: string) => withInstance("VpcPeerRoute", { ...place, name });
const routes = (...destinations: string[]) =>
	withInstance("VpcPeerRoutes", { vpcId: "vpc-hangzhou-a1", routeTables: { ids: [systemTable] }, destinations });
const [front, back] = ["10.2.0.0/17", "10.2.128.0/17"] as const;

const inTurn =
	(...before: readonly Before[]): Before =>
	async (simulation, engine) => {
		for (const one of before) {
			await one(simulation, engine);
			simulation.time.cloud.advance(1_000);
		}
	};

const accepted: Before = async (simulation) => simulation.emulator.world.acceptConnection(instanceIdIn(simulation));
const refreshed =
	(kind: typeof vpcPeerConnection): Before =>
	(simulation, engine) =>
		engine.refresh(kind.process(simulation).handlers);

/** Steps in which an answer out of date is likelier to do harm than in those that are killed at every point. */
export const furtherSteps: Readonly<Record<string, LifecycleStep>> = {
	"VpcPeerConnection: refresh of one that the other account has accepted": {
		kind: {
			...vpcPeerConnection,
			known: (simulation) => ({ id: instanceIdIn(simulation), outs: { status: "Activated" } }),
		},
		changes: [],
		requests: 1,
		before: inTurn(having(vpcPeerConnection, crossAccount), accepted, refreshed(vpcPeerConnection)),
		work: refresh,
		ends: [{ status: "Activated" }],
		program: crossAccount,
	},
	"VpcPeerConnection: update of one that the other account has accepted": {
		kind: {
			...vpcPeerConnection,
			known: (simulation) => ({ id: instanceIdIn(simulation), outs: { status: "Activated", name: "renamed" } }),
		},
		changes: ["ModifyVpcPeerConnection"],
		requests: 4,
		before: inTurn(having(vpcPeerConnection, crossAccount), accepted, refreshed(vpcPeerConnection)),
		work: up({ ...crossAccount, name: "renamed" }),
		ends: [{ status: "Activated", name: "renamed" }],
		program: { ...crossAccount, name: "renamed" },
	},
	"VpcPeerConnection: update back to the name that it had before the last change": {
		kind: vpcPeerConnection,
		changes: ["ModifyVpcPeerConnection"],
		requests: 4,
		before: inTurn(
			having(vpcPeerConnection, { ...plain, name: "one" }),
			having(vpcPeerConnection, { ...plain, name: "two" }),
		),
		work: up({ ...plain, name: "one" }),
		ends: [{ status: "Activated", name: "one" }],
		program: { ...plain, name: "one" },
	},
	"VpcPeerConnection: adoption of what another program made": {
		kind: vpcPeerConnection,
		changes: ["ModifyVpcPeerConnection"],
		requests: 5,
		before: (simulation) => connectionMade(simulation, { ...plain, __identity: `${urn}VpcPeerConnection::other` }),
		work: up({ ...plain, name: "adopted", adopt: true }),
		ends: [{ status: "Activated", name: "adopted" }],
		program: { ...plain, name: "adopted", adopt: true },
	},
	"VpcPeerConnection: adoption of what was deleted just now": {
		kind: vpcPeerConnection,
		changes: ["CreateVpcPeerConnection"],
		requests: 5,
		before: inTurn(
			(simulation) => connectionMade(simulation, { ...plain, __identity: `${urn}VpcPeerConnection::other` }),
			async (simulation) => simulation.emulator.world.dropConnection(instanceIdIn(simulation)),
		),
		work: up({ ...plain, adopt: true }),
		ends: [{ status: "Activated" }],
		program: { ...plain, adopt: true },
	},
	"VpcPeerConnectionAccepter: refresh": {
		kind: vpcPeerConnectionAccepter,
		changes: [],
		requests: 1,
		before: inTurn(
			(simulation) => connectionMade(simulation, crossAccount),
			having(vpcPeerConnectionAccepter, accepter()),
		),
		work: refresh,
		ends: [{ status: "Activated" }],
		program: accepter(),
	},
	"VpcPeerConnectionAccepter: update back to the tags that it had before the last change": {
		kind: vpcPeerConnectionAccepter,
		changes: ["TagResources"],
		requests: 4,
		before: inTurn(
			(simulation) => connectionMade(simulation, crossAccount),
			having(vpcPeerConnectionAccepter, accepter({ tags: { stage: "one" } })),
			having(vpcPeerConnectionAccepter, accepter({ tags: { stage: "two" } })),
		),
		work: up(accepter({ tags: { stage: "one" } })),
		ends: [
			{
				views: expect.objectContaining({
					[accepterUid]: expect.objectContaining({ tags: [{ Key: "stage", Value: "one" }] }),
				}),
			},
		],
		program: accepter({ tags: { stage: "one" } }),
	},
	"VpcPeerRoute: refresh": {
		kind: vpcPeerRoute,
		changes: [],
		requests: 1,
		before: inTurn(peeredTables, having(vpcPeerRoute, route("one"))),
		work: refresh,
		ends: withOthers({ ...place }),
		program: route("one"),
	},
	"VpcPeerRoute: update back to the name that it had before the last change": {
		kind: vpcPeerRoute,
		changes: ["ModifyRouteEntry"],
		requests: 4,
		before: inTurn(peeredTables, having(vpcPeerRoute, route("one")), having(vpcPeerRoute, route("two"))),
		work: up(route("one")),
		ends: withOthers({ ...place, ...{ name: "one" } }),
		program: route("one"),
	},
	"VpcPeerRoutes: refresh": {
		kind: vpcPeerRoutes,
		changes: [],
		requests: 3,
		before: inTurn(peeredTables, having(vpcPeerRoutes, routes(front, back))),
		work: refresh,
		ends: withOthers(
			{ routeTableId: systemTable, destinationCidrBlock: front },
			{ routeTableId: systemTable, destinationCidrBlock: back },
		),
		program: routes(front, back),
	},
	"VpcPeerRoutes: update back to the destinations that they had before the last change": {
		kind: vpcPeerRoutes,
		changes: ["CreateRouteEntry", "DeleteRouteEntry"],
		requests: 6,
		before: inTurn(peeredTables, having(vpcPeerRoutes, routes(front)), having(vpcPeerRoutes, routes(back))),
		work: up(routes(front)),
		ends: withOthers({ routeTableId: systemTable, destinationCidrBlock: front }),
		program: routes(front),
	},
};
