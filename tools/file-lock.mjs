// @ts-check
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/*
 * A lock is a folder holding one file named after its owner: `<pid>@<host>@<nonce>`.
 * It is taken by renaming a prepared folder into place, so it never exists without its owner. An abandoned one
 * is taken over by renaming the owner's file: that name is unique, so only one of several waiters succeeds,
 * and never by mistake on a lock that has changed hands meanwhile.
 */

const heartbeatMs = 5_000;
const silentForMs = 120_000;

/**
 * @typedef {object} LockOptions
 * @property {(owner: string) => void} [onWait] called once, when somebody else holds the lock
 * @property {(ms: number) => Promise<void>} [pause] between two tries
 * @property {(pid: number) => boolean} [isAlive]
 * @property {() => number} [now] milliseconds
 */

/**
 * Runs `work` while no other process runs work under the same lock.
 * @template T
 * @param {string} lockFolder
 * @param {() => Promise<T>} work
 * @param {LockOptions} [options]
 * @returns {Promise<T>}
 */
export async function withLock(lockFolder, work, options = {}) {
	const pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
	const me = `${process.pid}@${os.hostname()}@${randomUUID()}`;
	mkdirSync(path.dirname(lockFolder), { recursive: true });

	let told = false;
	while (!take(lockFolder, me) && !takeOver(lockFolder, me, options)) {
		if (!told) options.onWait?.(ownerOf(lockFolder) ?? "another process");
		told = true;
		await pause(500);
	}

	const ownFile = path.join(lockFolder, me);
	const heartbeat = setInterval(() => touch(ownFile), heartbeatMs);
	heartbeat.unref();
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		rmSync(ownFile, { force: true });
		removeIfEmpty(lockFolder);
	}
}

/**
 * @param {string} lockFolder
 * @param {string} me
 */
function take(lockFolder, me) {
	const prepared = `${lockFolder}.${me}`;
	mkdirSync(prepared);
	writeFileSync(path.join(prepared, me), "");
	// What a process leaves behind that was ended while it let go; one that holds its owner's file stays.
	removeIfEmpty(lockFolder);
	try {
		renameSync(prepared, lockFolder);
		return true;
	} catch {
		rmSync(prepared, { recursive: true, force: true });
		return false;
	}
}

/**
 * @param {string} lockFolder
 * @param {string} me
 * @param {LockOptions} options
 */
function takeOver(lockFolder, me, options) {
	const owner = ownerOf(lockFolder);
	if (!owner || !isAbandoned(path.join(lockFolder, owner), options)) return false;
	try {
		renameSync(path.join(lockFolder, owner), path.join(lockFolder, me));
		touch(path.join(lockFolder, me));
		return true;
	} catch {
		return false;
	}
}

/**
 * @param {string} ownerFile
 * @param {LockOptions} options
 */
function isAbandoned(ownerFile, options) {
	const [pid, host] = path.basename(ownerFile).split("@");
	const isAlive = options.isAlive ?? processExists;
	if (host === os.hostname() && !isAlive(Number(pid))) return true;
	// Another machine, or a process that got the number of a dead one: the heartbeat decides.
	const beat = statSync(ownerFile, { throwIfNoEntry: false })?.mtimeMs;
	return beat !== undefined && (options.now ?? Date.now)() - beat > silentForMs;
}

/** @param {string} lockFolder */
function ownerOf(lockFolder) {
	try {
		return readdirSync(lockFolder)[0];
	} catch {
		return undefined;
	}
}

/** @param {number} pid */
function processExists(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
	}
}

/** @param {string} file */
function touch(file) {
	try {
		const now = new Date();
		utimesSync(file, now, now);
	} catch {
		// Taken over by somebody who thought this process dead; the work itself ends in an atomic rename.
	}
}

/** @param {string} folder */
function removeIfEmpty(folder) {
	try {
		rmdirSync(folder);
	} catch {
		// Absent, or held.
	}
}
