import { mkdirSync, readFileSync, renameSync, rmdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, manualClock } from "../../src/emulator";
import { clientFor, INTER_REGION, REQUESTER_KEYS, SAME_ACCOUNT } from "./support/client";
import { ok } from "./support/setup";
import { stateFolder } from "./support/state-folder";

const disk = stateFolder("world.json");
const start = (options: EmulatorOptions = {}) => disk.start({ clock: manualClock(), ...options });
const create = (emulator: Emulator, parameters: Readonly<Record<string, string>>) =>
	ok(clientFor(emulator, REQUESTER_KEYS).vpcPeer("CreateVpcPeerConnection", parameters));
const control = (emulator: Emulator, path: string, body?: object) =>
	fetch(`${emulator.url}/_emulator/${path}`, {
		method: body === undefined ? "GET" : "POST",
		headers: { "content-type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
const saved = () => JSON.parse(readFileSync(disk.stateFile, "utf8"));

/** A folder in the file's place lets nobody write it, not even root; what it held is kept beside. */
function blockTheFile(): () => void {
	renameSync(disk.stateFile, `${disk.stateFile}.kept`);
	mkdirSync(disk.stateFile);
	return () => {
		rmdirSync(disk.stateFile);
		renameSync(`${disk.stateFile}.kept`, disk.stateFile);
	};
}

describe("a state file that can't be written", () => {
	test("stops nothing, is said once with its path, and is written with the next change that can be", async () => {
		const emulator = await start();
		await create(emulator, SAME_ACCOUNT);
		const unblock = blockTheFile();
		const { InstanceId } = await create(emulator, INTER_REGION);
		emulator.world.setQuota({ perVpc: 7 });
		expect(emulator.world.connections()).toHaveLength(2);
		expect(emulator.unsaved).toContain("EISDIR");
		expect(disk.notices).toEqual([
			expect.stringMatching(/^Writing emulator state .*world\.json: EISDIR.*kept in memory, and not in the file\.$/),
		]);
		unblock();
		expect(saved().connections).toHaveLength(1);
		emulator.world.setQuota({ perVpc: 8 });
		expect(emulator.unsaved).toBeUndefined();
		expect(saved().connections).toMatchObject([{}, { id: InstanceId }]);
		expect(disk.notices.slice(1)).toEqual([
			`Writing emulator state ${disk.stateFile}: it holds the latest changes again.`,
		]);
	});

	test("is written on close, without any change", async () => {
		const emulator = await start();
		await create(emulator, SAME_ACCOUNT);
		const unblock = blockTheFile();
		await create(emulator, INTER_REGION);
		unblock();
		await emulator.close();
		expect(emulator.unsaved).toBeUndefined();
		expect(saved().connections).toHaveLength(2);
	});

	test("leaves `unsaved` where it can't be written on close either", async () => {
		const emulator = await start();
		await create(emulator, SAME_ACCOUNT);
		const unblock = blockTheFile();
		await create(emulator, INTER_REGION);
		await emulator.close();
		expect(emulator.unsaved).toContain("EISDIR");
		unblock();
		expect(saved().connections).toHaveLength(1);
	});

	test("lets the control interface go on, whose health says so", async () => {
		const emulator = await start({ clock: undefined });
		await create(emulator, SAME_ACCOUNT);
		expect(await (await control(emulator, "health")).json()).not.toHaveProperty("unsaved");
		const unblock = blockTheFile();
		const advanced = await control(emulator, "clock/advance", { ms: 60_000 });
		expect([advanced.status, await advanced.json()]).toEqual([200, expect.objectContaining({ offsetMs: 60_000 })]);
		expect(await (await control(emulator, "health")).json()).toMatchObject({
			unsaved: expect.stringContaining("EISDIR"),
		});
		const reset = await control(emulator, "reset", {});
		expect([reset.status, await reset.json()]).toEqual([200, expect.objectContaining({ connections: [] })]);
		unblock();
	});
});

test("the lock is of the file, whatever it is called: by a link, a link to a link, a linked folder, with detours", async () => {
	symlinkSync(disk.stateFile, join(disk.folder, "first.json"));
	symlinkSync("first.json", join(disk.folder, "second.json"));
	symlinkSync(".", join(disk.folder, "here"));
	const detour = `${disk.folder}/here/../here/./world.json`;
	const names = [
		join(disk.folder, "first.json"),
		join(disk.folder, "second.json"),
		join(disk.folder, "here", "world.json"),
		detour,
	];
	const assertInUse = () =>
		Promise.all(
			names.map((name) =>
				expect(start({ stateFile: name })).rejects.toMatchObject({
					code: "ELOCKED",
					message: `The state file ${name} is in use by another emulator: stop that one, or give this one another file.`,
				}),
			),
		);
	const first = await start();
	await assertInUse();
	await create(first, SAME_ACCOUNT);
	await assertInUse();
	await first.close();
	for (const [index, name] of names.entries()) {
		const next = await start({ stateFile: name });
		expect(next.world.connections()).toHaveLength(1);
		next.world.setQuota({ perVpc: index });
		await next.close();
		// The link leads to it still.
		expect(saved().quotas.perVpc).toBe(index);
	}
}, 30_000);
