import { REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { HANGZHOU, routesOf } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";
import type { ApiAnswer } from "./support/signed-request";

// Answers out of date of every operation that reads, other than those of connections and routes.

const setup = setupEmulator();
const routes = routesOf(setup);
const world = () => setup.emulator.world;
const faults = () => setup.emulator.faults;
const client = () => setup.requester;

const LIST = { id: "pl-1", regionId: HANGZHOU, name: "before", cidrBlocks: ["10.2.0.0/16"] };
const TAGGED = { RegionId: HANGZHOU, ResourceType: "PeerConnection" };

interface Read {
	readonly action: string;
	/** Makes what is read, and changes it from "before" to "after". */
	readonly change: () => unknown;
	readonly send: () => Promise<ApiAnswer>;
	/** What it says of the change, where the answer is no refusal. */
	readonly seen: (body: ApiAnswer["body"]) => unknown;
	readonly before: unknown;
	readonly after: unknown;
	/** Where nothing is found. */
	readonly nothing: unknown;
}

const tagged = () => world().connections()[0]?.instanceId ?? "";
const vpc = "vpc-hangzhou-a1";

const reads: readonly Read[] = [
	{
		action: "ListTagResources",
		change: async () => {
			const id = await setup.create({ ...SAME_ACCOUNT, "Tag.1.Key": "k", "Tag.1.Value": "before" });
			const tag = { "Tag.1.Key": "k", "Tag.1.Value": "after" };
			await ok(client().vpcPeer("TagResources", { ...TAGGED, "ResourceId.1": id, ...tag }));
		},
		send: () => client().vpcPeer("ListTagResources", { ...TAGGED, "ResourceId.1": tagged() }),
		seen: ({ TagResources }) => TagResources[0].TagValue,
		before: "before",
		after: "after",
		nothing: "InvalidInstanceIds.NotFound",
	},
	{
		action: "DescribeVpcs",
		change: () => world().changeVpc(vpc, { name: "after" }),
		send: () => routes.send("DescribeVpcs", { VpcId: vpc }),
		seen: ({ Vpcs }) => Vpcs.Vpc.map(({ VpcName }: { VpcName: string }) => VpcName),
		before: [vpc],
		after: ["after"],
		nothing: [],
	},
	{
		action: "DescribeVpcAttribute",
		change: () => world().setVpcStatus(vpc, "Pending"),
		send: () => routes.send("DescribeVpcAttribute", { VpcId: vpc }),
		seen: ({ Status }) => Status,
		before: "Available",
		after: "Pending",
		nothing: "InvalidVpcId.NotFound",
	},
	{
		action: "ListPrefixLists",
		change: () => {
			world().addPrefixList(REQUESTER_UID, LIST);
			world().changePrefixList(LIST.id, { name: "after" });
		},
		send: () => routes.send("ListPrefixLists", {}),
		seen: ({ PrefixLists }) => PrefixLists.map(({ PrefixListName }: { PrefixListName: string }) => PrefixListName),
		before: ["before"],
		after: ["after"],
		nothing: [],
	},
	{
		action: "GetVpcPrefixListEntries",
		change: () => {
			world().addPrefixList(REQUESTER_UID, LIST);
			world().removePrefixList(LIST.id);
		},
		send: () => routes.send("GetVpcPrefixListEntries", { PrefixListId: LIST.id }),
		seen: ({ TotalCount }) => TotalCount,
		before: 1,
		after: 0,
		nothing: 0,
	},
	{
		action: "GetCdtServiceStatus",
		change: async () => {
			world().setCdt(REQUESTER_UID, { intra: false });
			await ok(client().cdt("OpenCdtService"));
		},
		send: () => client().cdt("GetCdtServiceStatus"),
		seen: ({ Enabled }) => Enabled,
		before: false,
		after: true,
		nothing: false,
	},
	{
		action: "GetCdtCbServiceStatus",
		change: () => world().setCdt(REQUESTER_UID, { crossBorder: false }),
		send: () => client().cdt("GetCdtCbServiceStatus"),
		seen: ({ Enabled }) => Enabled,
		before: true,
		after: false,
		nothing: false,
	},
	{
		action: "ListResourceGroups",
		change: () => world().addResourceGroup(REQUESTER_UID, { id: "rg-new", name: "new" }),
		send: () => client().resourceManager("ListResourceGroups"),
		seen: ({ TotalCount }) => TotalCount,
		before: 2,
		after: 3,
		nothing: 0,
	},
	{
		action: "GetResourceGroup",
		change: () => world().addResourceGroup(REQUESTER_UID, { id: "rg-new", name: "new" }),
		send: () => client().resourceManager("GetResourceGroup", { ResourceGroupId: "rg-new" }),
		seen: ({ ResourceGroup }) => ResourceGroup.Id,
		before: "EntityNotExist.ResourceGroup",
		after: "rg-new",
		nothing: "EntityNotExist.ResourceGroup",
	},
];

test.each(reads)(
	"$action can be out of date: nothing there, or as it was",
	async ({ action, change, send, seen, ...expected }) => {
		await change();
		const now = async () => {
			const { status, body } = await send();
			return status === 200 ? seen(body) : body.Code;
		};
		expect(await now()).toEqual(expected.after);
		faults().add({ action, kind: "stale" });
		expect(await now()).toEqual(expected.nothing);
		faults().add({ action, kind: "old" });
		expect(await now()).toEqual(expected.before);
		expect(await now()).toEqual(expected.after);
	},
);

test("a VPC that is gone is still there in an answer as it was, and a new one was always there", async () => {
	world().removeVpc(vpc);
	world().addVpc(REQUESTER_UID, { id: "vpc-new", regionId: HANGZHOU, cidrBlock: "10.9.0.0/16" });
	faults().add({ action: "DescribeVpcs", kind: "old" });
	const { Vpcs } = await ok(routes.send("DescribeVpcs", {}));
	expect(Vpcs.Vpc.map(({ VpcId }: { VpcId: string }) => VpcId)).toEqual(["vpc-hangzhou-b1", "vpc-new", vpc]);
});

test("what changes something sees the world as it is", async () => {
	faults().add({ action: "*", kind: "stale", times: 9 });
	await ok(client().vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
});

test("a fault for one connection acts on requests that name it as a resource, too", async () => {
	const [first, second] = [await setup.create(SAME_ACCOUNT), "pcc-other"];
	faults().add({
		action: "*",
		kind: "error",
		httpStatus: 503,
		code: "ServiceUnavailable",
		instanceId: first,
		times: 2,
	});
	const tag = (id: string) => client().vpcPeer("TagResources", { ...TAGGED, "ResourceId.1": id, "Tag.1.Key": "k" });
	expect((await tag(second)).body.Code).toBe("InvalidInstanceIds.NotFound");
	expect((await tag(first)).status).toBe(503);
	const move = { ...TAGGED, ResourceId: first, NewResourceGroupId: "rg-network-1" };
	expect((await client().vpcPeer("MoveResourceGroup", move)).status).toBe(503);
	await ok(tag(first));
});
