import { ACCEPTER_UID, CROSS_ACCOUNT, CROSS_BORDER, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const world = () => setup.emulator.world;
const CLOSED = { intra: false, crossBorder: false };

const create = (parameters: Readonly<Record<string, string>>) =>
	setup.requester.vpcPeer("CreateVpcPeerConnection", parameters);
const opened = async (client = setup.requester) => {
	const [inside, across] = await Promise.all([client.cdt("GetCdtServiceStatus"), client.cdt("GetCdtCbServiceStatus")]);
	return { intra: inside.body.Enabled, crossBorder: across.body.Enabled };
};

describe("a create opens CDT of the account that makes it", () => {
	test.each([
		["inside one region", SAME_ACCOUNT],
		["across the border", CROSS_BORDER],
	])("both kinds on the China site, %s", async (_name, parameters) => {
		world().setCdt(REQUESTER_UID, CLOSED);
		await ok(create(parameters));
		expect(await opened()).toEqual({ intra: true, crossBorder: true });
		expect(await opened(setup.accepter)).toEqual({ intra: true, crossBorder: true });
	});

	test("the kind inside a border alone on the international site: the other has to be opened", async () => {
		world().setSite(REQUESTER_UID, "international");
		world().setCdt(REQUESTER_UID, CLOSED);
		expect((await create(CROSS_BORDER)).body.Code).toBe("OperationFailed.CrossBorderCdtNotOpened");
		expect(await opened()).toEqual(CLOSED);
		await ok(create(SAME_ACCOUNT));
		expect(await opened()).toEqual({ intra: true, crossBorder: false });
	});

	test("not by a dry run, which passes, and not by a create that is refused", async () => {
		world().setCdt(REQUESTER_UID, CLOSED);
		expect((await create({ ...SAME_ACCOUNT, DryRun: "true" })).body.Code).toBe("DryRunOperation");
		world().setQuota({ perAccountPerRegion: 0 });
		expect((await create(SAME_ACCOUNT)).status).toBe(400);
		expect(await opened()).toEqual(CLOSED);
	});

	test("not that of the accepter, neither by the create nor by the acceptance", async () => {
		world().setCdt(ACCEPTER_UID, CLOSED);
		expect((await create(CROSS_ACCOUNT)).body.Code).toBe("OperationFailed.AcceptUserCdtNotOpened");
		world().setCdt(ACCEPTER_UID, { intra: true });
		const InstanceId = await setup.create(CROSS_ACCOUNT);
		world().setCdt(ACCEPTER_UID, CLOSED);
		const accepted = await setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId });
		expect(accepted.body.Code).toBe("OperationFailed.CdtNotOpened");
		expect(await opened(setup.accepter)).toEqual(CLOSED);
	});
});

test("an account of the older way has to open CDT before", async () => {
	world().setCdt(REQUESTER_UID, { ...CLOSED, openedByCreate: false });
	expect((await create(SAME_ACCOUNT)).body.Code).toBe("OperationFailed.CdtNotOpened");
	await ok(setup.requester.cdt("OpenCdtService"));
	await ok(create(SAME_ACCOUNT));
	expect((await create(CROSS_BORDER)).body.Code).toBe("OperationFailed.CrossBorderCdtNotOpened");
	await ok(setup.requester.cdt("OpenCdtCbService"));
	await ok(create(CROSS_BORDER));
});

test.each(["OpenCdtService", "OpenCdtCbService"])(
	"%s of what is open is refused where the account says so",
	async (open) => {
		await ok(setup.requester.cdt(open));
		world().setCdt(REQUESTER_UID, { refusesReopening: true });
		const { status, body } = await setup.requester.cdt(open);
		expect({ status, code: body.Code }).toEqual({ status: 500, code: "ORDER.OPEND" });
		expect(body.Message).toContain("already opened");
		world().setCdt(REQUESTER_UID, CLOSED);
		await ok(setup.requester.cdt(open));
	},
);
