import { vpcPeerRoutesHandlers } from "../../../../src/provider/vpc-peer-routes";
import type { Bag } from "../../support/small-engine";
import {
	type Before,
	destroy,
	having,
	instanceIdIn,
	type KindUnderTest,
	type Program,
	refreshedUp,
	type StepsOf,
	up,
} from "../lifecycle-step";
import { customTable, entriesIn, ownEntriesIn, peeredTables, systemTable, withOthers } from "../peered-tables";

/** The routes of one side, among those that somebody else made. */
export const vpcPeerRoutes: KindUnderTest = {
	process: (simulation) => simulation.process({ handlers: vpcPeerRoutesHandlers }),
	inCloud: entriesIn,
	known: (simulation) => ({
		id: `${instanceIdIn(simulation)}:vpc-hangzhou-a1`,
		outs: {
			routes: ownEntriesIn(simulation).map(({ id, routeTableId, destinationCidrBlock }) => ({
				...{ routeEntryId: id, routeTableId, destinationCidrBlock },
				status: "Available",
			})),
			leftAlone: [],
			pending: [],
		},
	}),
};

const [front, back] = ["10.2.0.0/17", "10.2.128.0/17"] as const;

const routes =
	(...destinations: readonly string[]): Program =>
	(simulation): Bag => ({
		__identity: "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:VpcPeerRoutes::to-b",
		instanceId: instanceIdIn(simulation),
		vpcId: "vpc-hangzhou-a1",
		destinations,
	});
const inBothTables = (...destinations: readonly string[]) =>
	withOthers(
		...[systemTable, customTable].flatMap((routeTableId) =>
			destinations.map((destinationCidrBlock) => ({ routeTableId, destinationCidrBlock })),
		),
	);
const routed =
	(...destinations: readonly string[]): Before =>
	async (simulation, engine) => {
		await peeredTables(simulation, engine);
		await having(vpcPeerRoutes, routes(...destinations))(simulation, engine);
	};

const [create, remove] = ["CreateRouteEntry", "DeleteRouteEntry"] as const;

/** The steps of the routes of one side. */
export const vpcPeerRoutesSteps = {
	"create of two routes in each of two tables": {
		changes: [create, create, create, create],
		requests: 15,
		before: peeredTables,
		work: up(routes(front, back)),
		ends: inBothTables(front, back),
		program: routes(front, back),
	},
	"update with one more destination": {
		changes: [create, create],
		requests: 10,
		before: routed(front),
		work: up(routes(front, back)),
		ends: inBothTables(front, back),
		program: routes(front, back),
	},
	"update with another destination": {
		changes: [create, create, remove, remove],
		requests: 13,
		before: routed(front),
		work: up(routes(back)),
		ends: inBothTables(back),
		program: routes(back),
	},
	"update that brings back the one that somebody deleted by hand": {
		changes: [create],
		requests: 10,
		before: async (simulation, engine) => {
			await routed(front, back)(simulation, engine);
			simulation.emulator.world.removeRouteEntry(ownEntriesIn(simulation)[0]?.id ?? "");
		},
		work: refreshedUp(routes(front, back)),
		ends: inBothTables(front, back),
		program: routes(front, back),
	},
	"up after a destroy that was killed while a route was being deleted": {
		changes: [create],
		requests: 10,
		before: async (simulation, engine) => {
			await routed(front, back)(simulation, engine);
			const destroying = vpcPeerRoutes.process(simulation);
			simulation.emulator.clearRequests();
			simulation.emulator.faults.add({ action: remove, kind: "hang", afterEffect: true });
			// Its request is never answered; what a dead process makes of that is nobody's concern.
			engine
				.afterKill()
				.destroy(destroying.handlers)
				.catch(() => undefined);
			await simulation.emulator.waitForRequest(({ action }) => action === remove);
			destroying.kill();
		},
		work: refreshedUp(routes(front, back)),
		ends: inBothTables(front, back),
		program: routes(front, back),
	},
	delete: {
		changes: [remove, remove],
		requests: 7,
		before: routed(front),
		work: destroy,
		ends: inBothTables(),
		program: undefined,
	},
} as const satisfies StepsOf;
