import type { EmulatorConnection } from "../../../../src/emulator";
import type { Bag } from "../../support/small-engine";
import {
	type Before,
	destroy,
	having as havingOf,
	instanceIdIn,
	type KindUnderTest,
	refresh,
	type StepsOf,
	up,
} from "../lifecycle-step";

/** A connection, as its requester makes it. */
export const vpcPeerConnection: KindUnderTest = {
	process: (simulation) => simulation.process(),
	inCloud: ({ connections }) => connections,
	known: (simulation) => {
		const instanceId = instanceIdIn(simulation);
		return { id: instanceId, outs: { instanceId } };
	},
};

const identity = "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:VpcPeerConnection::peer";
const me = "1210123456123456";
const other = "253460731706911258";

const intraRegion: Bag = { __identity: identity, vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" };
const reversed: Bag = { ...intraRegion, vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-hangzhou-a1" };
const interRegion: Bag = {
	__identity: identity,
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-shanghai-a1",
	acceptingRegionId: "cn-shanghai",
};
const crossAccount: Bag = {
	__identity: identity,
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-a2",
	acceptingAliUid: other,
};
const everything: Bag = {
	...interRegion,
	name: "first",
	description: "the first",
	bandwidth: 100,
	linkType: "Gold",
	resourceGroupId: "rg-default-1",
	tags: { team: "network", stage: "test" },
};
const changed: Bag = {
	...everything,
	name: "second",
	description: "the second",
	bandwidth: 200,
	linkType: "Platinum",
	resourceGroupId: "rg-network-1",
	tags: { team: "platform", cost: "7" },
};
const madeOfChanged: Partial<EmulatorConnection> = {
	status: "Activated",
	name: "second",
	description: "the second",
	bandwidth: 200,
	linkType: "Platinum",
	views: {
		[me]: {
			resourceGroupId: "rg-network-1",
			tags: [
				{ Key: "team", Value: "platform" },
				{ Key: "cost", Value: "7" },
			],
		},
	},
};

const get = "GetVpcPeerConnectionAttribute";
const create = "CreateVpcPeerConnection";
const remove = "DeleteVpcPeerConnection";
const modify = "ModifyVpcPeerConnection";

const having = (program: Bag) => havingOf(vpcPeerConnection, program);

/** Somebody has rejected the request of an earlier run that was killed before it wrote anything. */
const rejectedBefore: Before = async (simulation, engine) => {
	await having(crossAccount)(simulation, engine);
	const [connection] = simulation.connections;
	simulation.emulator.world.modifyConnection(connection?.instanceId ?? "", { status: "Rejected" });
	engine.state = { toDelete: [] };
};

/** The steps of a connection. */
export const vpcPeerConnectionSteps = {
	"create inside a region": {
		changes: [create],
		requests: 4,
		work: up(intraRegion),
		ends: [{ status: "Activated" }],
		program: intraRegion,
	},
	"create between regions, with everything that can be set": {
		changes: [create],
		requests: 4,
		work: up(everything),
		ends: [{ status: "Activated", name: "first", bandwidth: 100, linkType: "Gold" }],
		program: everything,
	},
	"create between accounts": {
		changes: [create],
		requests: 3,
		work: up(crossAccount),
		ends: [{ status: "Accepting" }],
		program: crossAccount,
	},
	"create after the same connection was made and destroyed": {
		changes: [create, create],
		requests: 7,
		before: async (simulation, engine) => {
			await having(intraRegion)(simulation, engine);
			await engine.destroy(simulation.process().handlers);
		},
		work: up(intraRegion),
		ends: [{ status: "Activated" }],
		program: intraRegion,
	},
	"create where an earlier request was rejected": {
		changes: [create, remove, create],
		requests: 8,
		before: rejectedBefore,
		work: up(crossAccount),
		ends: [{ status: "Accepting" }],
		program: crossAccount,
	},
	"create that goes on after one whose wait failed": {
		changes: [],
		requests: 3,
		before: async (simulation, engine) => {
			const { world } = simulation.emulator;
			world.denyAction(me, get);
			await engine.up(simulation.process().handlers, interRegion).catch(() => undefined);
			world.allowAction(me, get);
		},
		work: up(interRegion),
		ends: [{ status: "Activated", bandwidth: 1024 }],
		program: interRegion,
	},
	"update by one call": {
		changes: [modify],
		requests: 5,
		before: having(intraRegion),
		work: up({ ...intraRegion, name: "renamed" }),
		ends: [{ status: "Activated", name: "renamed" }],
		program: { ...intraRegion, name: "renamed" },
	},
	"update by all four calls": {
		changes: [modify, "MoveResourceGroup", "UnTagResources", "TagResources"],
		requests: 8,
		before: having(everything),
		work: up(changed),
		ends: [madeOfChanged],
		program: changed,
	},
	"update that puts right what somebody changed by hand": {
		changes: [modify],
		requests: 5,
		before: async (simulation, engine) => {
			await having(everything)(simulation, engine);
			const [connection] = simulation.connections;
			simulation.emulator.world.modifyConnection(connection?.instanceId ?? "", { bandwidth: 5, name: "by hand" });
			await engine.refresh(simulation.process().handlers);
		},
		work: up(everything),
		ends: [{ status: "Activated", name: "first", bandwidth: 100 }],
		program: everything,
	},
	"replacement of the same pair, which has to be deleted first": {
		changes: [remove, create],
		requests: 8,
		before: having(intraRegion),
		work: up(reversed),
		ends: [{ status: "Activated", vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-hangzhou-a1" }],
		program: reversed,
	},
	"replacement by another pair, which is made first": {
		changes: [create, remove],
		requests: 8,
		before: having(intraRegion),
		work: up(interRegion),
		ends: [{ status: "Activated", acceptingVpcId: "vpc-shanghai-a1" }],
		program: interRegion,
	},
	"replacement of a connection that was rejected": {
		changes: [remove, create, create],
		requests: 8,
		before: async (simulation, engine) => {
			await having(crossAccount)(simulation, engine);
			const [connection] = simulation.connections;
			simulation.emulator.world.modifyConnection(connection?.instanceId ?? "", { status: "Rejected" });
			await engine.up(simulation.process().handlers, { ...crossAccount, name: "again" }).catch(() => undefined);
		},
		work: up(crossAccount),
		ends: [{ status: "Accepting" }],
		program: crossAccount,
	},
	refresh: {
		changes: [],
		requests: 1,
		before: having(everything),
		work: refresh,
		ends: [{ status: "Activated", name: "first" }],
		program: everything,
	},
	delete: {
		changes: [remove],
		requests: 4,
		before: having(everything),
		work: destroy,
		ends: [],
		program: undefined,
	},
	"delete of a connection that nobody accepted": {
		changes: [remove],
		requests: 4,
		before: having(crossAccount),
		work: destroy,
		ends: [],
		program: undefined,
	},
	"delete while the connection is changing": {
		changes: [remove, remove],
		requests: 6,
		before: async (simulation, engine) => {
			await having(everything)(simulation, engine);
			const renaming = simulation.process();
			simulation.emulator.clearRequests();
			simulation.emulator.faults.add({ action: modify, kind: "hang", afterEffect: true });
			// Its request is never answered; what a dead process makes of that is nobody's concern.
			engine
				.afterKill()
				.up(renaming.handlers, { ...everything, name: "renamed" })
				.catch(() => undefined);
			await simulation.emulator.waitForRequest(({ action }) => action === modify);
			renaming.kill();
		},
		work: destroy,
		ends: [],
		program: undefined,
	},
} as const satisfies StepsOf;
