import { createEmulator } from "../../src/emulator";
import type { ErrorCode } from "../../src/emulator/errors";
import {
	ACCEPTER_UID,
	CROSS_ACCOUNT,
	CROSS_BORDER,
	clientFor,
	INTER_REGION,
	REQUESTER_KEYS,
	REQUESTER_UID,
	SAME_ACCOUNT,
} from "./support/client";
import type { RouteErrorCode } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";
import { type ApiAnswer, exchange, send } from "./support/signed-request";

// Every code of the table, each provoked by the condition it stands for. A code without a scenario does not compile.

type Parameters = Readonly<Record<string, string>>;
type Scenario = readonly [httpStatus: number, code: string, provoke: () => Promise<ApiAnswer>];

const setup = setupEmulator();
const world = () => setup.emulator.world;
const create = (parameters: Parameters) => setup.requester.vpcPeer("CreateVpcPeerConnection", parameters);
const modify = (parameters: Parameters) => setup.requester.vpcPeer("ModifyVpcPeerConnection", parameters);
const get = { action: "GetVpcPeerConnectionAttribute", version: "2022-01-01", form: { InstanceId: "pcc-1" } };
const TAGGING = { RegionId: "cn-hangzhou", ResourceType: "PeerConnection" };
const HUB_TO_OTHERS = { ...SAME_ACCOUNT, AcceptingVpcId: "vpc-hangzhou-c1" };

function addThirdVpc(regionId = "cn-hangzhou") {
	world().addVpc(REQUESTER_UID, { id: "vpc-hangzhou-c1", regionId, cidrBlock: "10.6.0.0/16" });
}

async function assumeRole(): Promise<{ AccessKeyId: string; AccessKeySecret: string; SecurityToken: string }> {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test" };
	return (await ok(setup.requester.sts("AssumeRole", role))).Credentials;
}

function tags(count: number): Parameters {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `key-${index}`]));
}

const scenarios = {
	"OperationFailed.CdtNotOpened": [
		400,
		"OperationFailed.CdtNotOpened",
		() => {
			world().setCdt(REQUESTER_UID, { intra: false, openedByCreate: false });
			return create(SAME_ACCOUNT);
		},
	],
	"OperationFailed.CrossBorderCdtNotOpened": [
		400,
		"OperationFailed.CrossBorderCdtNotOpened",
		() => {
			world().setCdt(REQUESTER_UID, { crossBorder: false, openedByCreate: false });
			return create(CROSS_BORDER);
		},
	],
	"OperationFailed.AcceptUserCdtNotOpened": [
		400,
		"OperationFailed.AcceptUserCdtNotOpened",
		() => {
			world().setCdt(ACCEPTER_UID, { intra: false });
			return create(CROSS_ACCOUNT);
		},
	],
	"OperationFailed.AcceptUserCrossBorderCdtNotOpened": [
		400,
		"OperationFailed.AcceptUserCrossBorderCdtNotOpened",
		() => {
			world().setCdt(ACCEPTER_UID, { crossBorder: false });
			return create({ ...CROSS_BORDER, AcceptingAliUid: ACCEPTER_UID, AcceptingVpcId: "vpc-singapore-a2" });
		},
	],
	"OperationFailed.ChargeTypeNotSupported": [
		400,
		"OperationFailed.ChargeTypeNotSupported",
		() => {
			world().setCdt(REQUESTER_UID, { linkTypes: ["Gold"] });
			return create({ ...INTER_REGION, LinkType: "Platinum" });
		},
	],
	"IncorrectStatus.Vpc": [
		400,
		"IncorrectStatus.Vpc",
		() => {
			world().setVpcStatus("vpc-hangzhou-a1", "Pending");
			return create(SAME_ACCOUNT);
		},
	],
	"IncorrectStatus.AcceptingVpc": [
		400,
		"IncorrectStatus.AcceptingVpc",
		() => {
			world().setVpcStatus("vpc-hangzhou-b1", "Pending");
			return create(SAME_ACCOUNT);
		},
	],
	"IncorrectBusinessStatus.VpcPeer": [
		400,
		"IncorrectBusinessStatus.VpcPeer",
		() => {
			world().setBizStatus(REQUESTER_UID, "FinancialLocked");
			return create(SAME_ACCOUNT);
		},
	],
	"IncorrectBusinessStatus.AcceptUserVpcPeer": [
		400,
		"IncorrectBusinessStatus.AcceptUserVpcPeer",
		() => {
			world().setBizStatus(ACCEPTER_UID, "FinancialLocked");
			return create(CROSS_ACCOUNT);
		},
	],
	"IncorrectBusinessStatus.AcceptVpcPeer": [
		400,
		"IncorrectBusinessStatus.AcceptVpcPeer",
		() => {
			world().setBizStatus("vpc-hangzhou-a2", "FinancialLocked");
			return create(CROSS_ACCOUNT);
		},
	],
	"ResourceAlreadyExist.VpcPeer": [
		400,
		"ResourceAlreadyExist.VpcPeer",
		async () => {
			await setup.create(SAME_ACCOUNT);
			return create(SAME_ACCOUNT);
		},
	],
	"ResourceAlreadyExist.RouterInterface": [
		400,
		"ResourceAlreadyExist.RouterInterface",
		() => {
			world().addRouterInterface("vpc-hangzhou-b1", "vpc-hangzhou-a1");
			return create(SAME_ACCOUNT);
		},
	],
	"OperationDenied.CloudBoxExistsInVpc": [
		400,
		"OperationDenied.CloudBoxExistsInVpc",
		() => {
			world().setCloudBox("vpc-hangzhou-a1", true);
			return create(SAME_ACCOUNT);
		},
	],
	"OperationDenied.CloudBoxExistsInAcceptingVpc": [
		400,
		"OperationDenied.CloudBoxExistsInAcceptingVpc",
		() => {
			world().setCloudBox("vpc-hangzhou-b1", true);
			return create(SAME_ACCOUNT);
		},
	],
	"OperationDenied.OperateShareResource": [
		400,
		"OperationDenied.OperateShareResource",
		() => {
			world().shareVpc("vpc-hangzhou-a2", REQUESTER_UID);
			return create({ ...SAME_ACCOUNT, VpcId: "vpc-hangzhou-a2" });
		},
	],
	"QuotaExceeded.VpcPeerCountPerVpc": [
		400,
		"QuotaExceeded.VpcPeerCountPerVpc",
		async () => {
			world().setQuota({ perVpc: 1 });
			await setup.create(INTER_REGION);
			return create(SAME_ACCOUNT);
		},
	],
	"QuotaExceeded.CrossRegionVpcPeerCountPerVpc": [
		400,
		"QuotaExceeded.CrossRegionVpcPeerCountPerVpc",
		async () => {
			world().setQuota({ crossRegionPerVpc: 1 });
			await setup.create(INTER_REGION);
			return create({ ...INTER_REGION, AcceptingVpcId: "vpc-shanghai-b1" });
		},
	],
	"QuotaExceeded.IntraRegionVpcPeerCountPerVpc": [
		400,
		"QuotaExceeded.IntraRegionVpcPeerCountPerVpc",
		async () => {
			world().setQuota({ intraRegionPerVpc: 1 });
			addThirdVpc();
			await setup.create(SAME_ACCOUNT);
			return create(HUB_TO_OTHERS);
		},
	],
	"QuotaExceeded.VpcPeerCountPerUserPerRegion": [
		400,
		"QuotaExceeded.VpcPeerCountPerUserPerRegion",
		async () => {
			world().setQuota({ perAccountPerRegion: 1 });
			await setup.create(SAME_ACCOUNT);
			return create(CROSS_ACCOUNT);
		},
	],
	UnsupportedRegion: [
		400,
		"UnsupportedRegion",
		() => {
			world().setUnsupportedRegion("cn-shanghai");
			return create(INTER_REGION);
		},
	],
	"OperationFailed.ViolativeVpcPeer": [
		400,
		"OperationFailed.ViolativeVpcPeer",
		() => {
			addThirdVpc("cn-shanghai-finance-1");
			return create({ ...HUB_TO_OTHERS, AcceptingRegionId: "cn-shanghai-finance-1" });
		},
	],
	"OperationFailed.CrossBusinessNotAllowed": [
		400,
		"OperationFailed.CrossBusinessNotAllowed",
		() => {
			world().setSite(ACCEPTER_UID, "international");
			return create(CROSS_ACCOUNT);
		},
	],
	"OperationFailed.InterRegionLinkTypeNotSupported": [
		400,
		"OperationFailed.InterRegionLinkTypeNotSupported",
		() => create({ ...SAME_ACCOUNT, LinkType: "Gold" }),
	],
	"OperationFailed.RegionIdNotSupportLinkType": [
		400,
		"OperationFailed.RegionIdNotSupportLinkType",
		() => {
			world().setRegionLinkTypes("cn-shanghai", []);
			return create({ ...INTER_REGION, LinkType: "Gold" });
		},
	],
	"OperationFailed.SpecificLinkTypeNotSupported": [
		400,
		"OperationFailed.SpecificLinkTypeNotSupported",
		() => {
			world().setLinkTypes(REQUESTER_UID, ["Gold"]);
			return create({ ...INTER_REGION, LinkType: "Platinum" });
		},
	],
	"OperationFailed.NotExist.ResourceGroup": [
		400,
		"OperationFailed.NotExist.ResourceGroup",
		// The group exists, but it is the other account's.
		() => create({ ...SAME_ACCOUNT, ResourceGroupId: "rg-network-2" }),
	],
	"Conflict.Operation": [
		400,
		"Conflict.Operation",
		async () => {
			const emulator = await createEmulator({ clock: setup.clock });
			const client = clientFor(emulator, REQUESTER_KEYS);
			await ok(client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
			const second = await client.vpcPeer("CreateVpcPeerConnection", INTER_REGION);
			await emulator.close();
			return second;
		},
	],
	"ResourceNotFound.Vpc": [400, "ResourceNotFound.Vpc", () => create({ ...SAME_ACCOUNT, VpcId: "vpc-hangzhou-a2" })],
	"ResourceNotFound.AcceptingVpc": [
		400,
		"ResourceNotFound.AcceptingVpc",
		() => create({ ...CROSS_ACCOUNT, AcceptingAliUid: "4000000000000000" }),
	],
	"ResourceNotFound.InstanceId": [
		400,
		"ResourceNotFound.InstanceId",
		() => setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-unknown" }),
	],
	"IncorrectStatus.VpcPeer": [
		400,
		"IncorrectStatus.VpcPeer",
		async () => modify({ InstanceId: await setup.create(CROSS_ACCOUNT), Name: "still-accepting" }),
	],
	"UnsupportedFeature.VpcPeer": [
		400,
		"UnsupportedFeature.VpcPeer",
		async () => {
			const instanceId = await setup.create(CROSS_ACCOUNT);
			world().setUnsupportedRegion("cn-hangzhou");
			return setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId: instanceId });
		},
	],
	"OperationFailed.BandwidthCannotBeChangedInSameRegion": [
		400,
		"OperationFailed.BandwidthCannotBeChangedInSameRegion",
		async () => modify({ InstanceId: await setup.create(SAME_ACCOUNT), Bandwidth: "100" }),
	],
	"QuotaExceeded.Bandwidth": [
		400,
		"QuotaExceeded.Bandwidth",
		async () => modify({ InstanceId: await setup.create(INTER_REGION), Bandwidth: "1025" }),
	],
	"OperationDenied.ServiceManagedInstance": [
		400,
		"OperationDenied.ServiceManagedInstance",
		async () => {
			const instanceId = await setup.create(SAME_ACCOUNT);
			world().setManagedService(instanceId, "SWAS");
			return modify({ InstanceId: instanceId, Name: "mine" });
		},
	],
	"OperationDenied.RouteEntryExist": [
		400,
		"OperationDenied.RouteEntryExist",
		async () => {
			const nextHopId = await setup.create(SAME_ACCOUNT);
			world().addRouteEntry({ vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", nextHopId });
			return setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: nextHopId });
		},
	],
	"ResourceNotFound.VpcPeer": [
		400,
		"ResourceNotFound.VpcPeer",
		() =>
			setup.requester.vpcPeer("MoveResourceGroup", {
				...TAGGING,
				ResourceId: "pcc-unknown",
				NewResourceGroupId: "rg-network-1",
			}),
	],
	InvalidTagKey: [
		400,
		"InvalidTagKey",
		async () =>
			setup.requester.vpcPeer("TagResources", {
				...TAGGING,
				"ResourceId.1": await setup.create(SAME_ACCOUNT),
				"Tag.1.Value": "a value without a key",
			}),
	],
	"NumberExceed.Tags": [400, "NumberExceed.Tags", () => create({ ...SAME_ACCOUNT, ...tags(21) })],
	"NumberExceed.ResourceIds": [
		400,
		"NumberExceed.ResourceIds",
		() => {
			const ids = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`ResourceId.${i + 1}`, `pcc-${i}`]));
			return setup.requester.vpcPeer("TagResources", { ...TAGGING, ...tags(1), ...ids });
		},
	],
	"Forbidden.TagKeys": [400, "Forbidden.TagKeys", () => create({ ...SAME_ACCOUNT, "Tag.1.Key": "acs:rm:rgId" })],
	"Forbidden.TagKey.Duplicated": [
		400,
		"Forbidden.TagKey.Duplicated",
		() => create({ ...SAME_ACCOUNT, "Tag.1.Key": "team", "Tag.2.Key": "team" }),
	],
	"InvalidInstanceIds.NotFound": [
		400,
		"InvalidInstanceIds.NotFound",
		() => setup.requester.vpcPeer("TagResources", { ...TAGGING, ...tags(1), "ResourceId.1": "pcc-unknown" }),
	],
	"InvalidInstanceType.NotFound": [
		400,
		"InvalidInstanceType.NotFound",
		() => setup.requester.vpcPeer("ListTagResources", { ...TAGGING, ResourceType: "VPC", "ResourceId.1": "pcc-1" }),
	],
	"BothEmpty.TagsAndResources": [
		400,
		"BothEmpty.TagsAndResources",
		() => setup.requester.vpcPeer("ListTagResources", TAGGING),
	],
	DryRunOperation: [400, "DryRunOperation", () => create({ ...SAME_ACCOUNT, DryRun: "true" })],
	"Missing{Param}": [400, "MissingVpcId", () => create({ ...SAME_ACCOUNT, VpcId: "" })],
	"IllegalParam.{Param}": [400, "IllegalParam.Name", () => create({ ...SAME_ACCOUNT, Name: "1st" })],
	"IllegalParam.TagKey": [400, "IllegalParam.TagKey", () => create({ ...SAME_ACCOUNT, "Tag.1.Key": "k".repeat(129) })],
	"IllegalParam.TagValue": [
		400,
		"IllegalParam.TagValue",
		() => create({ ...SAME_ACCOUNT, "Tag.1.Key": "home", "Tag.1.Value": "see https://example.com" }),
	],
	IdempotentParameterMismatch: [
		400,
		"IdempotentParameterMismatch",
		async () => {
			await setup.create({ ...SAME_ACCOUNT, ClientToken: "token-1" });
			return create({ ...SAME_ACCOUNT, ClientToken: "token-1", Name: "another" });
		},
	],
	"InvalidVpcId.NotFound": [
		404,
		"InvalidVpcId.NotFound",
		() => setup.requester.vpc("DescribeVpcAttribute", { RegionId: "cn-hangzhou", VpcId: "vpc-hangzhou-a2" }),
	],
	"InvalidParameter.{Param}": [
		400,
		"InvalidParameter.RoleArn",
		() => setup.requester.sts("AssumeRole", { RoleArn: "peering", RoleSessionName: "test" }),
	],
	"EntityNotExist.Role": [
		404,
		"EntityNotExist.Role",
		() => setup.requester.sts("AssumeRole", { RoleArn: "acs:ram::1:role/peering", RoleSessionName: "test" }),
	],
	"EntityNotExist.ResourceGroup": [
		404,
		"EntityNotExist.ResourceGroup",
		() => setup.requester.resourceManager("GetResourceGroup", { ResourceGroupId: "rg-network-2" }),
	],
	"InvalidAction.NotFound": [
		404,
		"InvalidAction.NotFound",
		// It is an operation of the product, but of another product than the version says.
		() => setup.requester.vpc("CreateVpcPeerConnection", SAME_ACCOUNT),
	],
	UnsupportedHTTPMethod: [
		400,
		"UnsupportedHTTPMethod",
		() => send(setup.emulator.url, REQUESTER_KEYS, { ...get, method: "PUT" }),
	],
	RequestEntityTooLarge: [
		413,
		"RequestEntityTooLarge",
		() => send(setup.emulator.url, REQUESTER_KEYS, { ...get, form: { Description: "d".repeat(128 * 1024) } }),
	],
	MissingAuthorization: [
		400,
		"MissingAuthorization",
		() => exchange(`${setup.emulator.url}/?Action=${get.action}&Version=${get.version}`, "GET", {}, ""),
	],
	IncompleteSignature: [
		400,
		"IncompleteSignature",
		() => {
			const tamper = (headers: Record<string, string>) => {
				delete headers["x-acs-signature-nonce"];
			};
			return send(setup.emulator.url, REQUESTER_KEYS, { ...get, tamper });
		},
	],
	"InvalidAccessKeyId.NotFound": [
		404,
		"InvalidAccessKeyId.NotFound",
		() => send(setup.emulator.url, { accessKeyId: "emulator-key-9", accessKeySecret: "any" }, get),
	],
	"InvalidTimeStamp.Format": [
		400,
		"InvalidTimeStamp.Format",
		() => send(setup.emulator.url, REQUESTER_KEYS, { ...get, date: new Date().toISOString() }),
	],
	"InvalidTimeStamp.Expired": [
		400,
		"InvalidTimeStamp.Expired",
		() => send(setup.emulator.url, REQUESTER_KEYS, { ...get, date: "2020-01-01T00:00:00Z" }),
	],
	SignatureNonceUsed: [
		400,
		"SignatureNonceUsed",
		async () => {
			await send(setup.emulator.url, REQUESTER_KEYS, { ...get, nonce: "once" });
			return send(setup.emulator.url, REQUESTER_KEYS, { ...get, nonce: "once" });
		},
	],
	SignatureDoesNotMatch: [
		400,
		"SignatureDoesNotMatch",
		() => send(setup.emulator.url, { ...REQUESTER_KEYS, accessKeySecret: "emulator-secret-2" }, get),
	],
	"InvalidSecurityToken.Expired": [
		400,
		"InvalidSecurityToken.Expired",
		async () => {
			const keys = await assumeRole();
			setup.clock.advance(3_600_000);
			return setup.as(keys).vpcPeer("ListVpcPeerConnections");
		},
	],
	"InvalidSecurityToken.Malformed": [
		400,
		"InvalidSecurityToken.Malformed",
		async () => setup.as({ ...(await assumeRole()), SecurityToken: "made-up" }).vpcPeer("ListVpcPeerConnections"),
	],
	"InvalidSecurityToken.MismatchWithAccessKey": [
		400,
		"InvalidSecurityToken.MismatchWithAccessKey",
		async () => {
			const first = await assumeRole();
			const second = await assumeRole();
			return setup.as({ ...first, SecurityToken: second.SecurityToken }).vpcPeer("ListVpcPeerConnections");
		},
	],
	"Forbidden.NoPermission": [
		400,
		"Forbidden.NoPermission",
		() => {
			world().denyAction(REQUESTER_UID, "vpc:CreateVpcPeerConnection");
			return create(SAME_ACCOUNT);
		},
	],
	"Throttling.User": [
		400,
		"Throttling.User",
		async () => {
			const emulator = await createEmulator({ clock: setup.clock, rateLimit: { requestsPerSecond: 1 } });
			const client = clientFor(emulator, REQUESTER_KEYS);
			await ok(client.vpcPeer("ListVpcPeerConnections"));
			const answer = await client.vpcPeer("ListVpcPeerConnections");
			await emulator.close();
			return answer;
		},
	],
	"ORDER.OPEND": [
		500,
		"ORDER.OPEND",
		() => {
			world().setCdt(REQUESTER_UID, { refusesReopening: true });
			return setup.requester.cdt("OpenCdtService");
		},
	],
	InternalError: [
		500,
		"InternalError",
		async () => {
			const broken = {
				now: () => {
					throw new Error("The clock of whoever made the emulator is broken");
				},
			};
			const emulator = await createEmulator({ signatureClock: broken });
			const answer = await clientFor(emulator, REQUESTER_KEYS).cdt("OpenCdtService");
			await emulator.close();
			return answer;
		},
	],
} as const satisfies Record<Exclude<ErrorCode, RouteErrorCode>, Scenario>;

test.each(Object.entries<Scenario>(scenarios))("%s", async (_name, [httpStatus, code, provoke]) => {
	const { status, headers, body } = await provoke();
	expect({ status, code: body.Code }).toEqual({ status: httpStatus, code });
	expect(headers["content-type"]).toBe("application/json;charset=utf-8");
	expect(body).toMatchObject({
		RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
		HostId: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
		Message: expect.not.stringMatching(/%s|^$/),
		Recommend: expect.stringContaining("source: "),
	});
});

test("a refused Create leaves no connection behind", async () => {
	world().setCdt(REQUESTER_UID, { intra: false, openedByCreate: false });
	expect((await create(SAME_ACCOUNT)).status).toBe(400);
	expect(world().connections()).toEqual([]);
});

test("a refusal by RAM says which permission is missing, and is 403 outside of VpcPeer", async () => {
	world().denyAction(REQUESTER_UID, "cdt:GetCdtServiceStatus");
	const inCreate = await create(SAME_ACCOUNT);
	expect(inCreate.status).toBe(400);
	expect(inCreate.body.AccessDeniedDetail).toMatchObject({
		AuthAction: "cdt:GetCdtServiceStatus",
		AuthPrincipalOwnerId: REQUESTER_UID,
		NoPermissionType: "ExplicitDeny",
	});
	expect((await setup.requester.cdt("GetCdtServiceStatus")).status).toBe(403);
	world().allowAction(REQUESTER_UID, "cdt:GetCdtServiceStatus");
	expect((await create(SAME_ACCOUNT)).status).toBe(200);
});

test("a denied action can be named without its product", async () => {
	world().denyAction(ACCEPTER_UID, "ListVpcPeerConnections");
	expect((await setup.accepter.vpcPeer("ListVpcPeerConnections")).body.Code).toBe("Forbidden.NoPermission");
	expect((await setup.requester.vpcPeer("ListVpcPeerConnections")).status).toBe(200);
});
