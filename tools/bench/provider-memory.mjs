// @ts-check
import { readdirSync, readFileSync } from "node:fs";

const intervalMs = 50;

/**
 * Watches the engine's provider process below this process: `stop` answers the most memory it held, in bytes. The system
 * keeps that figure itself (VmHWM), so that what happens between two looks is not missed, but for the last moment of the
 * process. Undefined where there is no /proc.
 */
export function watchProviderMemory() {
	/** @type {number | undefined} */
	let provider;
	/** @type {number | undefined} */
	let peak;
	const timer = setInterval(() => {
		provider ??= findProvider();
		if (provider === undefined) return;
		const seen = peakOf(provider);
		if (seen === undefined) provider = undefined;
		else peak = Math.max(peak ?? 0, seen);
	}, intervalMs);
	return {
		stop() {
			clearInterval(timer);
			return peak;
		},
	};
}

/** The dynamic provider that a command of this process started, not one of anybody else. */
function findProvider() {
	for (const name of list("/proc")) {
		const pid = Number(name);
		if (!Number.isInteger(pid)) continue;
		const args = read(`/proc/${name}/cmdline`)?.split("\0") ?? [];
		if (args[0]?.endsWith("node") && args.some((arg) => arg.includes("dynamic-provider")) && isBelowThis(pid)) {
			return pid;
		}
	}
	return undefined;
}

/** @param {number} pid */
function isBelowThis(pid) {
	let current = pid;
	while (current > 1) {
		if (current === process.pid) return true;
		current = Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${current}/status`) ?? "")?.[1] ?? 0);
	}
	return false;
}

/** @param {number} pid */
function peakOf(pid) {
	const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** @param {string} folder */
function list(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

/** @param {string} file */
function read(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
