import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/file-lock.mjs")} */
let fileLock;
beforeAll(async () => {
	fileLock = await importModule("tools/file-lock.mjs");
});

/** Gives way to everybody else once, instead of waiting. */
const pause = () => /** @type {Promise<void>} */ (new Promise((resolve) => setImmediate(resolve)));

/** @param {string} owner */
function heldBy(owner) {
	const lock = path.join(tempFolder(), "lock");
	mkdirSync(lock);
	writeFileSync(path.join(lock, owner), "");
	return lock;
}

it("lets one in at a time", async () => {
	const lock = path.join(tempFolder(), "deep", "lock");
	let inside = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, ++inside);
		await pause();
		inside--;
	};
	await Promise.all(Array.from({ length: 8 }, () => fileLock.withLock(lock, work, { pause })));
	expect(most).toBe(1);
	expect(readdirSync(path.dirname(lock))).toEqual([]);
});

it("answers with what the work answers, and is free again after a failure", async () => {
	const lock = path.join(tempFolder(), "lock");
	const failing = fileLock.withLock(lock, () => Promise.reject(new Error("broken")), { pause });
	await expect(failing).rejects.toThrow("broken");
	expect(existsSync(lock)).toBe(false);
	expect(await fileLock.withLock(lock, async () => 42, { pause })).toBe(42);
});

it("is taken over from a process that is gone, by one only", async () => {
	const lock = heldBy(`4711@${os.hostname()}@nonce`);
	const isAlive = (/** @type {number} */ pid) => pid !== 4711;
	let inside = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, ++inside);
		await pause();
		inside--;
	};
	await Promise.all(Array.from({ length: 5 }, () => fileLock.withLock(lock, work, { pause, isAlive })));
	expect(most).toBe(1);
});

it("is taken over from a process that gives no sign of life", async () => {
	const owner = `4711@${os.hostname()}@nonce`;
	const lock = heldBy(owner);
	utimesSync(path.join(lock, owner), 1_000, 1_000);
	const options = { pause, isAlive: () => true, now: () => 1_000_000 + 120_001 };
	expect(await fileLock.withLock(lock, async () => "in", options)).toBe("in");
});

it("is taken over when it was left empty", async () => {
	const lock = path.join(tempFolder(), "lock");
	mkdirSync(lock);
	expect(await fileLock.withLock(lock, async () => "in", { pause })).toBe("in");
});

it.each([
	["a living process", `4711@${os.hostname()}@nonce`, true],
	["another machine that gave a sign of life", "4711@elsewhere@nonce", false],
])("waits for %s, and says so once", async (_name, owner, alive) => {
	const lock = heldBy(owner);
	/** @type {string[]} */
	const told = [];
	let tries = 0;
	const giveUp = async () => {
		if (++tries === 3) throw new Error("waited enough");
	};
	const waiting = fileLock.withLock(lock, async () => "in", {
		pause: giveUp,
		isAlive: () => alive,
		onWait: (who) => told.push(who),
	});
	await expect(waiting).rejects.toThrow("waited enough");
	expect(told).toEqual([owner]);
	expect(readdirSync(lock)).toEqual([owner]);
});
