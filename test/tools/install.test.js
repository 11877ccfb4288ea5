import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/install.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/install.mjs");
});

/** A clone in which npm only makes node_modules, or fails. */
function clone() {
	const root = tempFolder();
	/** @type {string[]} */
	const commands = [];
	/** @type {string[]} */
	const lines = [];
	/** @type {typeof import("../../tools/npm-command.mjs").npm} */
	const runNpm = async (args) => {
		commands.push(String(args[0]));
		mkdirSync(path.join(root, "node_modules"), { recursive: true });
		return { ok: true, code: 0, output: "", stdout: "", timedOut: false };
	};
	const ensure = (run = runNpm) => tested.ensureInstalled({ root, log: (line) => lines.push(line), runNpm: run });
	return { root, commands, lines, ensure };
}

/** @param {Record<string, object>} packages */
function lockText(packages) {
	return JSON.stringify({ lockfileVersion: 3, packages });
}

it("installs by the lock file, once", async () => {
	const { root, commands, lines, ensure } = clone();
	writeFileSync(path.join(root, "package-lock.json"), lockText({}));
	expect(await ensure()).toBe("installed");
	expect(await ensure()).toBe("present");
	expect(commands).toEqual(["ci"]);
	expect(lines).toHaveLength(2);
});

it("installs once when two start at the same time", async () => {
	const { root, commands, ensure } = clone();
	writeFileSync(path.join(root, "package-lock.json"), lockText({}));
	expect((await Promise.all([ensure(), ensure()])).sort()).toEqual(["installed", "present"]);
	expect(commands).toEqual(["ci"]);
});

it("works the dependencies out when there is no lock file", async () => {
	const { root, commands, ensure } = clone();
	writeFileSync(path.join(root, "package.json"), "{}");
	await ensure();
	expect(commands).toEqual(["install"]);
});

it("installs again after a change of the lock file, and after node_modules was removed", async () => {
	const { root, commands, ensure } = clone();
	writeFileSync(path.join(root, "package-lock.json"), lockText({}));
	await ensure();
	writeFileSync(path.join(root, "package-lock.json"), lockText({ "node_modules/a": { version: "2.0.0" } }));
	await ensure();
	rmSync(path.join(root, "node_modules"), { recursive: true });
	await ensure();
	expect(commands).toEqual(["ci", "ci", "ci"]);
});

it("keeps what somebody installed by hand with the same lock file", async () => {
	const { root, commands, ensure } = clone();
	const installed = { "node_modules/a": { version: "1.0.0", integrity: "x" } };
	const foreign = { "node_modules/a-for-another-machine": { version: "1.0.0", optional: true } };
	writeFileSync(path.join(root, "package-lock.json"), lockText({ "": {}, ...installed, ...foreign }));
	mkdirSync(path.join(root, "node_modules"));
	writeFileSync(path.join(root, "node_modules", ".package-lock.json"), lockText(installed));
	expect(await ensure()).toBe("present");
	expect(commands).toEqual([]);
});

it.each([
	["another version", { "node_modules/a": { version: "1.0.1", integrity: "y" } }],
	["less", {}],
])("installs over what somebody installed by hand: %s", async (_name, installed) => {
	const { root, commands, ensure } = clone();
	const wanted = { "node_modules/a": { version: "1.0.0", integrity: "x" } };
	writeFileSync(path.join(root, "package-lock.json"), lockText(wanted));
	mkdirSync(path.join(root, "node_modules"));
	writeFileSync(path.join(root, "node_modules", ".package-lock.json"), lockText(installed));
	await ensure();
	expect(commands).toEqual(["ci"]);
});

it("lets npm add what an incomplete lock file does not name", async () => {
	const { root, commands, ensure } = clone();
	writeFileSync(path.join(root, "package-lock.json"), lockText({}));
	/** @type {typeof import("../../tools/npm-command.mjs").npm} */
	const refusing = async (args) => {
		commands.push(args.slice(0, 2).join(" "));
		const ok = args[0] !== "ci";
		const output = ok ? "" : "npm error code EUSAGE\nnpm error Missing: x@1.0.0 from lock file\n";
		return { ok, code: ok ? 0 : 1, output, stdout: "", timedOut: false };
	};
	mkdirSync(path.join(root, "node_modules"));
	expect(await ensure(refusing)).toBe("installed");
	expect(commands).toEqual(["ci --include=dev", "install --no-save"]);
	expect(await ensure(refusing)).toBe("present");
});

it("shows npm's whole output when it fails, and does not call it installed", async () => {
	const { root, ensure } = clone();
	writeFileSync(path.join(root, "package-lock.json"), lockText({}));
	const failing = async () => ({ ok: false, code: 7, output: "first\nsecond\n", stdout: "", timedOut: false });
	await expect(ensure(failing)).rejects.toThrow("npm failed (exit code 7):\nfirst\nsecond");
	expect(existsSync(path.join(root, "node_modules", ".install-stamp"))).toBe(false);
});
