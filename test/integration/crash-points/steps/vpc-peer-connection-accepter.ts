import { vpcPeerConnectionAccepterHandlers } from "../../../../src/provider/vpc-peer-connection-accepter";
import type { Bag } from "../../support/small-engine";
import {
	type Before,
	connectionMade,
	destroy,
	having,
	instanceIdIn,
	type KindUnderTest,
	type Program,
	type StepsOf,
	up,
} from "../lifecycle-step";

const urn = "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:";
const requesterUid = "1210123456123456";
const accepterUid = "253460731706911258";

const requested: Bag = {
	__identity: `${urn}VpcPeerConnection::peer`,
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-a2",
	acceptingAliUid: accepterUid,
	tags: { side: "requester" },
};

/** The accepter of the one connection there is, with the second account's credentials. */
export const vpcPeerConnectionAccepter: KindUnderTest = {
	process: (simulation) => simulation.process({ handlers: vpcPeerConnectionAccepterHandlers, account: 1 }),
	inCloud: ({ connections }) => connections,
	known: (simulation) => {
		const [instanceId, status] = [instanceIdIn(simulation), simulation.connections[0]?.status];
		return { id: instanceId, outs: { instanceId, status } };
	},
};

const accepter =
	(inputs: Bag = {}): Program =>
	(simulation) => ({
		__identity: `${urn}VpcPeerConnectionAccepter::peer`,
		instanceId: instanceIdIn(simulation),
		...inputs,
	});

const asked: Before = (simulation) => connectionMade(simulation, requested);
const answered =
	(inputs: Bag): Before =>
	async (simulation, engine) => {
		await asked(simulation, engine);
		await having(vpcPeerConnectionAccepter, accepter(inputs))(simulation, engine);
	};

/** Both sides; the requester's is never touched. */
const sides = (resourceGroupId: string, tags: readonly { Key: string; Value: string }[]) => ({
	[requesterUid]: { resourceGroupId: "rg-default-1", tags: [{ Key: "side", Value: "requester" }] },
	[accepterUid]: { resourceGroupId, tags },
});

const own = { resourceGroupId: "rg-network-2", tags: { team: "partner", stage: "test" } };
const changedOwn = { resourceGroupId: "rg-default-2", tags: { team: "network" } };

/** The steps of an accepter. */
export const vpcPeerConnectionAccepterSteps = {
	accept: {
		changes: ["AcceptVpcPeerConnection"],
		requests: 6,
		before: asked,
		work: up(accepter()),
		ends: [{ status: "Activated", views: sides("rg-default-2", []) }],
		program: accepter(),
	},
	"accept with a group and tags": {
		changes: ["AcceptVpcPeerConnection"],
		requests: 6,
		before: asked,
		work: up(accepter(own)),
		ends: [
			{
				status: "Activated",
				views: sides("rg-network-2", [
					{ Key: "stage", Value: "test" },
					{ Key: "team", Value: "partner" },
				]),
			},
		],
		program: accepter(own),
	},
	"update by all three calls": {
		changes: ["MoveResourceGroup", "UnTagResources", "TagResources"],
		requests: 7,
		before: answered(own),
		work: up(accepter(changedOwn)),
		ends: [{ status: "Activated", views: sides("rg-default-2", [{ Key: "team", Value: "network" }]) }],
		program: accepter(changedOwn),
	},
	reject: {
		changes: ["RejectVpcPeerConnection"],
		requests: 5,
		before: asked,
		work: up(accepter({ action: "reject" })),
		ends: [{ status: "Rejected", views: sides("rg-default-2", []) }],
		program: accepter({ action: "reject" }),
	},
	"delete, which keeps the connection": {
		changes: [],
		requests: 0,
		before: answered(own),
		work: destroy,
		ends: [{ status: "Activated" }],
		program: undefined,
	},
	"delete, with the connection": {
		changes: ["DeleteVpcPeerConnection"],
		requests: 4,
		before: answered({ onDelete: "delete" }),
		work: destroy,
		ends: [],
		program: undefined,
	},
} as const satisfies StepsOf;
