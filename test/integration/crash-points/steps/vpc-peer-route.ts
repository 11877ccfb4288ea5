import { vpcPeerRouteHandlers } from "../../../../src/provider/vpc-peer-route";
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

/** A route among those that somebody else made. */
export const vpcPeerRoute: KindUnderTest = {
	process: (simulation) => simulation.process({ handlers: vpcPeerRouteHandlers }),
	inCloud: entriesIn,
	known: (simulation) => {
		const [entry] = ownEntriesIn(simulation);
		const { id = "", destinationCidrBlock, routeTableId, name } = entry ?? {};
		return { id, outs: { routeEntryId: id, status: "Available", destinationCidrBlock, routeTableId, name } };
	},
};

const place = { routeTableId: systemTable, destinationCidrBlock: "10.2.0.0/16" };
const texts = { name: "to-data", description: "where the data is" };
const renamed = { name: "to-store", description: "where the store is" };

const route =
	(inputs: Bag): Program =>
	(simulation) => ({
		__identity: "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:VpcPeerRoute::to-data",
		instanceId: instanceIdIn(simulation),
		...inputs,
	});
const routed: Before = async (simulation, engine) => {
	await peeredTables(simulation, engine);
	await having(vpcPeerRoute, route({ ...place, ...texts }))(simulation, engine);
};

const [create, modify, remove] = ["CreateRouteEntry", "ModifyRouteEntry", "DeleteRouteEntry"] as const;

/** The steps of one route. */
export const vpcPeerRouteSteps = {
	create: {
		changes: [create],
		requests: 4,
		before: peeredTables,
		work: up(route({ ...place, ...texts })),
		ends: withOthers({ ...place, ...texts }),
		program: route({ ...place, ...texts }),
	},
	"update of name and description": {
		changes: [modify],
		requests: 4,
		before: routed,
		work: up(route({ ...place, ...renamed })),
		ends: withOthers({ ...place, ...renamed }),
		program: route({ ...place, ...renamed }),
	},
	"replacement by another destination, which is made first": {
		changes: [create, remove],
		requests: 8,
		before: routed,
		work: up(route({ ...place, ...texts, destinationCidrBlock: "10.2.128.0/17" })),
		ends: withOthers({ ...place, ...texts, destinationCidrBlock: "10.2.128.0/17" }),
		program: route({ ...place, ...texts, destinationCidrBlock: "10.2.128.0/17" }),
	},
	"replacement in another table, which is made first": {
		changes: [create, remove],
		requests: 8,
		before: routed,
		work: up(route({ ...place, ...texts, routeTableId: customTable })),
		ends: withOthers({ ...place, ...texts, routeTableId: customTable }),
		program: route({ ...place, ...texts, routeTableId: customTable }),
	},
	"create again what somebody deleted by hand": {
		changes: [create],
		requests: 5,
		before: async (simulation, engine) => {
			await routed(simulation, engine);
			simulation.emulator.world.removeRouteEntry(engine.state.current?.id ?? "");
		},
		work: refreshedUp(route({ ...place, ...texts })),
		ends: withOthers({ ...place, ...texts }),
		program: route({ ...place, ...texts }),
	},
	delete: {
		changes: [remove],
		requests: 3,
		before: routed,
		work: destroy,
		ends: withOthers(),
		program: undefined,
	},
} as const satisfies StepsOf;
