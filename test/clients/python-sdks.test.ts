import { ACCEPTER_UID, REQUESTER_UID } from "../emulator/support/client";
import { pythonWithSdks, type RunPython } from "./support/python-environment";
import { runEmulator } from "./support/running-emulator";

const cloud = runEmulator();
let python: RunPython;

beforeAll(async () => {
	python = await pythonWithSdks();
});

test("the official Python SDKs of VpcPeer, Vpc, CDT and Sts work on the emulator as they are", async () => {
	expect(await python("current_sdks.py", cloud.endpoint, cloud.accounts)).toEqual({
		"same token, same connection": true,
		read: {
			name: "from-python",
			bandwidth: 100,
			linkType: "Platinum",
			owner: REQUESTER_UID,
			cidrs: ["10.1.0.0/16", "10.101.0.0/16"],
			tags: [["team", "network & co"]],
		},
		tags: [["stage", "test"]],
		list: [["renamed", 200]],
		"moved to": "rg-network-1",
		"dry run": "DryRunOperation",
		"accepting owner": ACCEPTER_UID,
		"accept by the requester": "ResourceNotFound.InstanceId",
		accepted: "Activated",
		"a stranger reads": "ResourceNotFound.InstanceId",
		routes: [["172.16.0.0/16", "VpcPeer", "Available"]],
		"delete with routes": "OperationDenied.RouteEntryExist",
		vpc: "2408:4005:3a1:200::/56",
		vpcs: ["vpc-hangzhou-a2", "vpc-hangzhou-b2"],
		cdt: [true, true],
		identity: [REQUESTER_UID, "Account"],
		"assumed identity": [ACCEPTER_UID, "AssumedRoleUser"],
		"wrong secret": "SignatureDoesNotMatch",
		deleted: "ResourceNotFound.InstanceId",
	});
	expect(cloud.emulator.world.connections().filter((one) => one.status !== "Deleting")).toEqual([]);
});

test("the older Python SDKs, which sign by HMAC-SHA1, work on the emulator as they are", async () => {
	expect(await python("older_sdks.py", cloud.endpoint, cloud.accounts)).toEqual({
		vpcs: ["vpc-hangzhou-a1", "vpc-hangzhou-b1"],
		identity: REQUESTER_UID,
		"same token, same connection": true,
		read: ["vpc-hangzhou-a1", ACCEPTER_UID, [{ Key: "k 1*", Value: "v+=&~" }]],
		"assumed identity": ACCEPTER_UID,
		"the session sees": 1,
		"wrong secret": "InvalidAccessKeySecret",
		"unknown key": "InvalidAccessKeyId.NotFound",
		"unknown connection": "ResourceNotFound.InstanceId",
	});
	expect(cloud.emulator.world.connections()).toMatchObject([{ vpcId: "vpc-hangzhou-a1" }]);
});
