// @ts-check
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "../file-lock.mjs";
import { runCommand } from "../run-command.mjs";
import { inspectChromium } from "./chromium-file.mjs";
import { aptGet, notDebian, packages } from "./debian.mjs";

/**
 * Debian's packages, downloaded as this user may and unpacked into a folder of their own: nothing is installed.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, log: (text: string) => void }} context
 * @returns {Promise<import("./chromium-file.mjs").Attempt>}
 */
export async function chromiumFromPackages({ entry, env, log }) {
	const otherwise = notDebian();
	if (otherwise !== undefined) return { reason: otherwise };
	return withLock(`${entry}.lock`, async () => {
		const present = await inspectChromium(launcherOf(entry), "packages");
		if ("chromium" in present) return present;
		log("[chromium] downloading Debian's packages ...");
		const staging = `${entry}.making-${process.pid}`;
		try {
			const failure = await unpackInto(staging, entry, env);
			if (failure !== undefined) return { reason: failure };
			rmSync(entry, { recursive: true, force: true });
			renameSync(staging, entry);
			return await inspectChromium(launcherOf(entry), "packages");
		} finally {
			rmSync(staging, { recursive: true, force: true });
		}
	});
}

/**
 * The script that starts the unpacked browser.
 * @param {string} entry
 */
export function launcherOf(entry) {
	return path.join(entry, "chromium");
}

/**
 * @param {string} staging
 * @param {string} entry where it will be moved to
 * @param {NodeJS.ProcessEnv} env
 */
async function unpackInto(staging, entry, env) {
	const archives = path.join(staging, "archives");
	// Lists of its own: the machine's may be absent or old, and only root may renew them.
	const lists = path.join(staging, "lists", "partial");
	for (const folder of [path.join(archives, "partial"), lists, path.join(staging, "root")]) {
		mkdirSync(folder, { recursive: true });
	}
	const own = [
		"-o",
		"Debug::NoLocking=1",
		"-o",
		`Dir::State::lists=${path.dirname(lists)}`,
		"-o",
		`Dir::Cache=${archives}`,
	];
	const updated = await aptGet([...own, "update"], { env });
	if ("reason" in updated) return updated.reason;
	const wanted = await aptGet(
		[...own, "install", "--print-uris", "-y", "--reinstall", "--no-install-recommends", ...packages],
		{ env },
	);
	if ("reason" in wanted) return wanted.reason;
	const names = [...wanted.output.matchAll(/^'\S+' ([^_\s]+)_/gm)].map(([, name]) => /** @type {string} */ (name));
	const downloaded = await aptGet([...own, "download", ...names], { cwd: archives, env });
	if ("reason" in downloaded) return downloaded.reason;
	for (const file of readdirSync(archives).filter((name) => name.endsWith(".deb"))) {
		const { ok, output } = await runCommand("dpkg-deb", ["-x", path.join(archives, file), path.join(staging, "root")]);
		if (!ok) return `dpkg-deb could not unpack ${file}: ${output.trim()}`;
	}
	for (const folder of [archives, path.dirname(lists)]) rmSync(folder, { recursive: true, force: true });
	writeLauncher(staging, path.join(entry, "root"));
	return undefined;
}

/**
 * @param {string} staging
 * @param {string} root
 */
function writeLauncher(staging, root) {
	const usr = path.join(root, "usr");
	const libraries = libraryFolders(path.join(staging, "root")).map((folder) => path.join(root, folder));
	writeFileSync(
		path.join(staging, "fonts.conf"),
		`<?xml version="1.0"?>\n<fontconfig><dir>${path.join(usr, "share", "fonts")}</dir><dir>/usr/share/fonts</dir></fontconfig>\n`,
	);
	const launcher = launcherOf(staging);
	writeFileSync(
		launcher,
		[
			"#!/bin/sh",
			`export LD_LIBRARY_PATH="${libraries.join(":")}"`,
			`export FONTCONFIG_FILE="${path.join(path.dirname(root), "fonts.conf")}"`,
			`exec "${path.join(usr, "lib", "chromium", "chromium")}" "$@"`,
			"",
		].join("\n"),
	);
	chmodSync(launcher, 0o755);
}

/**
 * Folders with shared libraries in them: some packages keep theirs in one of their own.
 * @param {string} root
 */
function libraryFolders(root) {
	const files = readdirSync(root, { withFileTypes: true, recursive: true });
	const folders = files.filter((one) => /\.so(\.|$)/.test(one.name)).map((one) => path.relative(root, one.parentPath));
	return [...new Set(folders)].sort();
}
