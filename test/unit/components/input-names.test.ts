import * as pulumi from "@pulumi/pulumi";
import { VpcPeering, VpcPeeringMesh } from "../../../src";
import { closestName } from "../../../src/components/closest-name";
import { DeclarationError } from "../../../src/components/declaration-error";
import { declaredBy, mockEngine } from "./support/declared-program";

beforeAll(mockEngine);

const sides = { requester: { vpcId: "vpc-a" }, accepter: { vpcId: "vpc-b" } };
const vpcs = { a: { vpcId: "vpc-a" }, b: { vpcId: "vpc-b" } };
const sideList =
	"The inputs are vpcId, regionId, aliUid, profile, assumeRole, routes, destinations, ipv6, conflicts, cdt, resourceGroupId, tags.";

const peerings: Record<string, [args: unknown, says: string]> = {
	"an input that nobody knows": [
		{ ...sides, color: "red" },
		"VpcPeering net: color is not an input of VpcPeering. The inputs are requester, accepter, name, description, bandwidth, linkType, adopt, direction, clientToken, force, allowOverlappingCidrs, waitForActivated, whileAccepting, conflicts, onDelete, timeouts.",
	],
	"a slip": [
		{ ...sides, conflict: "leaveAlone" },
		"VpcPeering net: conflict is not an input of VpcPeering. Did you mean conflicts? The inputs are requester,",
	],
	"an input of a side, given beside the sides": [
		{ ...sides, tags: { a: "b" } },
		"VpcPeering net: tags can't be set on VpcPeering: it is an input of a side: give it in requester or accepter.",
	],
	"an input of the whole, given in a side": [
		{ ...sides, accepter: { vpcId: "vpc-b", bandwidth: 5 } },
		"VpcPeering net: accepter.bandwidth can't be set on a side of VpcPeering: it is an input of the whole: give it beside requester and accepter.",
	],
	"an input of the connection that is left out": [
		{ ...sides, dryRun: true },
		"VpcPeering net: dryRun can't be set on VpcPeering: the acceptance and the routes need a connection that is there.",
	],
	"an input of the acceptance that is left out": [
		{ ...sides, action: "reject" },
		"VpcPeering net: action can't be set on VpcPeering: a peering is there to be accepted.",
	],
	"a wrong letter case in a side": [
		{ ...sides, requester: { vpcID: "vpc-a" } },
		`VpcPeering net: requester.vpcID is not an input of a side of VpcPeering. Did you mean vpcId? ${sideList}`,
	],
	"a slip in a selection of route tables": [
		{ ...sides, requester: { vpcId: "vpc-a", routes: { excludeIds: ["vtb-a"] } } },
		"VpcPeering net: requester.routes.excludeIds is not an input of a selection of route tables. Did you mean excludedIds? The inputs are ids, tags, excludedIds, excludedTags.",
	],
	"a side that is missing": [
		{ requester: sides.requester },
		`VpcPeering net: accepter must be an object with the inputs ${sideList.slice("The inputs are ".length, -1)}; each of them may be an output.`,
	],
	"a side that is an output": [
		{ ...sides, accepter: pulumi.output(sides.accepter) },
		"VpcPeering net: accepter must be an object with the inputs vpcId,",
	],
	"no arguments": [undefined, "VpcPeering net: its arguments must be an object with the inputs requester,"],
	"two at once": [
		{ ...sides, color: "red", accepter: { vpcId: "vpc-b", size: 5 } },
		"accepter.size is not an input of a side of VpcPeering.",
	],
};

const meshes: Record<string, [args: unknown, says: string]> = {
	"an input that nobody knows": [
		{ vpcs, topologi: "full" },
		"VpcPeeringMesh net: topologi is not an input of VpcPeeringMesh. Did you mean topology? The inputs are vpcs, topology, description, bandwidth, linkType, connectionName, adopt, force, allowOverlappingCidrs, waitForActivated, whileAccepting, conflicts, quotas, timeouts.",
	],
	"an input of a peering that is left out": [
		{ vpcs, clientToken: "x" },
		"VpcPeeringMesh net: clientToken can't be set on VpcPeeringMesh: a token is for one request, and a mesh makes many.",
	],
	"an input of a VPC that is none": [
		{ vpcs: { ...vpcs, b: { vpcId: "vpc-b", formername: "z" } } },
		"VpcPeeringMesh net: vpcs.b.formername is not an input of a VPC of VpcPeeringMesh. Did you mean formerName? The inputs are",
	],
	"an input of a side that a VPC of a mesh has not": [
		{ vpcs: { ...vpcs, b: { vpcId: "vpc-b", destinations: ["10.0.0.0/8"] } } },
		"VpcPeeringMesh net: vpcs.b.destinations can't be set on a VPC of VpcPeeringMesh: the other VPCs have different ranges. The routes lead to all of them.",
	],
	"a quota that is none": [
		{ vpcs, quotas: { intraRegionPerVPC: 5 } },
		"VpcPeeringMesh net: quotas.intraRegionPerVPC is not an input of quotas. Did you mean intraRegionPerVpc?",
	],
	"no VPCs": [
		{},
		'VpcPeeringMesh net: vpcs must be an object that names each VPC, such as { app: { vpcId: "vpc-..." }, data: { vpcId: "vpc-..." } }.',
	],
	"a VPC that is none": [
		{ vpcs: { ...vpcs, c: undefined } },
		"VpcPeeringMesh net: vpcs.c must be an object with the inputs vpcId,",
	],
};

/** Declares a component that can't be, and gives the error; nothing may have reached the engine. */
async function refusal(declare: () => unknown): Promise<Error> {
	let refused: unknown;
	const declared = await declaredBy(() => {
		try {
			declare();
		} catch (error) {
			refused = error;
		}
	});
	expect(declared).toEqual({});
	expect(refused).toBeInstanceOf(DeclarationError);
	return refused as Error;
}

test.each(Object.entries(peerings))(
	"VpcPeering refuses %s, before anything is declared",
	async (_what, [args, says]) => {
		const { message } = await refusal(() => new VpcPeering("net", args as never));
		expect(message).toContain(says);
	},
);

test.each(Object.entries(meshes))(
	"VpcPeeringMesh refuses %s, before anything is declared",
	async (_what, [args, says]) => {
		const { message } = await refusal(() => new VpcPeeringMesh("net", args as never));
		expect(message).toContain(says);
	},
);

test("An input that is undefined is one that is not given", async () => {
	const declared = await declaredBy(() => {
		new VpcPeering("net", { ...sides, color: undefined } as never);
	});
	expect(Object.keys(declared)).toContain("net");
});

test.each([
	["tag", "tags"],
	["VPCID", "vpcId"],
	["resourceGroup", "resourceGroupId"],
	["group", undefined],
	["profil", "profile"],
	["id", undefined],
])("For %s the closest name is %s", (given, meant) => {
	expect(closestName(given, ["vpcId", "profile", "tags", "resourceGroupId"])).toBe(meant);
});
