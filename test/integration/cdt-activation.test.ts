import { cdtActivationHandlers } from "../../src/provider/cdt-activation";
import type { CdtActivationState } from "../../src/schema/cdt-activation-state";
import { kindOnRuntime } from "./support/kind-on-runtime";
import {
	actionsOf,
	failureOf,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

let cloud: ProviderOnEmulator;

afterEach(() => cloud.emulator.close());

type ProcessOptions = Parameters<ProviderOnEmulator["newProcess"]>[0];

function process(options: ProcessOptions = {}) {
	return kindOnRuntime<CdtActivationState>(cloud.newProcess(options).runtime, cdtActivationHandlers);
}

function openings(): string[] {
	return actionsOf(cloud.emulator).filter((action) => action.startsWith("Open"));
}

function account() {
	return cloud.emulator.accounts[0]?.uid ?? "";
}

async function closedCloud() {
	cloud = await providerOnEmulator();
	cloud.emulator.world.setCdt(account(), { intra: false, crossBorder: false, openedByCreate: false });
}

test("CDT that is closed is opened, once, and seen to be active", async () => {
	await closedCloud();
	const { id, outs } = await process().up({});
	expect(id).toBe(`cdt-${account()}`);
	expect(outs).toMatchObject({
		accountId: account(),
		enabled: true,
		crossBorderEnabled: false,
		cloud: cloud.emulator.url,
		__state: { shape: 1, given: [] },
		__provider: "stub",
	});
	expect(openings()).toEqual(["OpenCdtService"]);
});

test("with crossBorder both services are opened", async () => {
	await closedCloud();
	const { outs } = await process().up({ crossBorder: true });
	expect(outs).toMatchObject({ enabled: true, crossBorderEnabled: true });
	expect(openings()).toEqual(["OpenCdtService", "OpenCdtCbService"]);
});

test("CDT that is open already is taken as it is, without a request to open it", async () => {
	cloud = await providerOnEmulator();
	cloud.emulator.world.setCdt(account(), { intra: true, crossBorder: true });
	expect((await process().up({ crossBorder: true })).outs).toMatchObject({ enabled: true, crossBorderEnabled: true });
	expect(openings()).toEqual([]);
});

test("an answer that gets lost is no failure", async () => {
	await closedCloud();
	cloud.emulator.faults.add({ action: "OpenCdtService", kind: "drop-after" });
	expect((await process().up({})).outs.enabled).toBe(true);
});

// 500 is what other products answer with; sent again it would be, were it taken for a failure of the service.
test.each([
	["ORDER.OPEND", 500],
	["ORDER.OPEND", 400],
	["SomethingElse", 400],
])("a refusal of what somebody else opened meanwhile is no failure: %s with %d", async (code, httpStatus) => {
	await closedCloud();
	cloud.emulator.faults.add({ action: "OpenCdtService", kind: "error", httpStatus, code });
	const opened = cloud.emulator
		.waitForRequest(({ action }) => action === "OpenCdtService")
		.then(() => cloud.emulator.world.setCdt(account(), { intra: true }));
	expect((await process().up({})).outs.enabled).toBe(true);
	await opened;
	expect(openings()).toEqual(["OpenCdtService"]);
});

test("a refusal to open it is an error with the RAM action, and nothing is in the state", async () => {
	await closedCloud();
	cloud.emulator.world.denyAction(account(), "cdt:OpenCdtService");
	const error = await failureOf(process().up({}));
	expect(error.message).toMatch(/^OpenCdtService: .*cdt:OpenCdtService/);
	expect(error).not.toHaveProperty("properties");
});

test("the account is that of the resource's own credentials", async () => {
	cloud = await providerOnEmulator();
	cloud.emulator.world.setCdt(secondAccount, { intra: false, crossBorder: false });
	const role = { roleArn: `acs:ram::${secondAccount}:role/peering` };
	const { outs } = await process().up({ assumeRole: role });
	expect(outs).toMatchObject({ accountId: secondAccount, enabled: true, assumeRole: role });
});

test("a second look finds nothing to do; one after it was closed outside shows the difference, and update opens it again", async () => {
	await closedCloud();
	const inputs = { crossBorder: true };
	const made = await process().up(inputs);
	expect(await process().diff(made, inputs)).toMatchObject({ changes: false, replaces: [] });

	cloud.emulator.world.setCdt(account(), { intra: false, crossBorder: false });
	const { props, inputs: drifted } = await process().read(made);
	expect(props).toMatchObject({ enabled: false, crossBorderEnabled: false });
	expect(drifted).toMatchObject({ crossBorder: false });
	const seen = { id: made.id, outs: props as CdtActivationState };
	expect(await process().diff(seen, inputs)).toMatchObject({ changes: true, replaces: [] });

	const updated = await process().update(seen, inputs);
	expect(updated.outs).toMatchObject({ enabled: true, crossBorderEnabled: true });
});

test("read returns as inputs only what the program gave", async () => {
	await closedCloud();
	const made = await process().up({});
	const { inputs } = await process().read(made);
	expect(inputs).toEqual({ __identity: "org/urn:pulumi:s::p::t::n" });
});

test("taking crossBorder out of the program closes nothing, and says so", async () => {
	await closedCloud();
	const made = await process().up({ crossBorder: true });
	expect(await process().diff(made, {})).toMatchObject({ changes: true });
	const { outs } = await process().update(made, {});
	expect(outs).toMatchObject({ crossBorderEnabled: true });
	expect(outs).not.toHaveProperty("crossBorder");
	expect(cloud.said.join("\n")).toContain(`the cross-border service of CDT of account ${account()} stays active`);
	expect(await process().diff({ id: made.id, outs }, {})).toMatchObject({ changes: false });
});

test("delete sends nothing, and says that CDT stays active", async () => {
	await closedCloud();
	const made = await process().up({});
	cloud.emulator.clearRequests();
	await process().delete(made);
	expect(actionsOf(cloud.emulator)).toEqual([]);
	expect(cloud.said.at(-1)).toMatch(new RegExp(`^CDT of account ${account()} stays active: deleting`));
});

test("credentials of another account are a replacement where the program changed them, and an error where it did not", async () => {
	await closedCloud();
	const made = await process().up({});
	const role = { roleArn: `acs:ram::${secondAccount}:role/peering` };
	expect(await process().diff(made, { assumeRole: role })).toMatchObject({ changes: true, replaces: ["assumeRole"] });
	const own = { roleArn: `acs:ram::${account()}:role/peering` };
	expect(await process().diff(made, { assumeRole: own })).toMatchObject({ changes: false, replaces: [] });
	const error = await failureOf(process({ accountIndex: 1 }).read(made));
	expect(error.message).toContain(
		`stands for CDT of account ${account()}, but these credentials belong to account ${secondAccount}`,
	);
});

test("without permission to look at the cross-border service, an activation that does not ask for it works", async () => {
	await closedCloud();
	cloud.emulator.world.denyAction(account(), "cdt:GetCdtCbServiceStatus");
	const { outs } = await process().up({});
	expect(outs.enabled).toBe(true);
	expect(outs).not.toHaveProperty("crossBorderEnabled");
	const error = await failureOf(process().up({ crossBorder: true }));
	expect(error.message).toContain("cdt:GetCdtCbServiceStatus");
});

test("a preview says which permission lacks, and fails for none", async () => {
	await closedCloud();
	cloud.emulator.world.denyAction(account(), "cdt:GetCdtServiceStatus");
	const preview = process({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
	const { failures } = await preview.check({ __announced: [] });
	expect(failures).toEqual([]);
	expect(cloud.said.join("\n")).toContain("Allow the RAM action cdt:GetCdtServiceStatus");
	expect(openings()).toEqual([]);
});

test("a connection that would be refused for want of CDT is a warning in the preview of a program that activates it", async () => {
	await closedCloud();
	const preview = cloud.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
	await kindOnRuntime(preview.runtime, cdtActivationHandlers).check({ __announced: [] });
	const { failures } = await preview.check({ ...ours, __announced: [] });
	expect(failures).toEqual([]);
	expect(cloud.said).toEqual([
		expect.stringMatching(/OperationFailed\.CdtNotOpened.*The program declares a CdtActivation/),
	]);
});

test("without the activation in the program the same refusal is an error", async () => {
	await closedCloud();
	const preview = cloud.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
	const { failures } = await preview.check({ ...ours, __announced: [] });
	expect(failures.map(({ reason }) => reason)).toEqual([expect.stringContaining("OperationFailed.CdtNotOpened")]);
});

test("it is refused where CDT's requests would go to another cloud than those of VpcPeer", async () => {
	cloud = await providerOnEmulator();
	const apart = process({
		environment: { ALICLOUD_VPCPEER_ENDPOINT: "", VPCPEER_ENDPOINT: cloud.emulator.url },
	});
	const error = await failureOf(apart.up({}));
	expect(error.message).toContain("but CDT to alibabacloud");
	expect(actionsOf(cloud.emulator)).toEqual([]);
});

test.each<[news: Record<string, unknown>, reason: string]>([
	[{ crossBorder: "yes" }, "must be true or false"],
	[{ crossborder: true }, "is not an input of CdtActivation. Did you mean crossBorder?"],
	[{ regionId: "cn-hangzhou" }, "The inputs are crossBorder, timeouts, profile, assumeRole"],
])("the inputs %j are refused", async (news, reason) => {
	cloud = await providerOnEmulator();
	const { failures } = await process().check(news);
	expect(failures.map((failure) => failure.reason).join("\n")).toContain(reason);
});
