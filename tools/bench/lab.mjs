// @ts-check
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureEngine } from "../engine/ensure-engine.mjs";
import { installPacked } from "../packed-package.mjs";
import { projectRoot } from "../project-paths.mjs";
import { Stack } from "./stack.mjs";

/**
 * @typedef {object} LabOptions
 * @property {number[]} [sizes] how many connections, where a bench has a choice
 * @property {boolean} full also what takes many minutes
 * @property {number} [rounds] how often each figure is taken; every bench has its own default
 *
 * @typedef {object} Region
 * @property {Awaited<ReturnType<typeof import("../../src/emulator/index.js").createEmulator>>} emulator
 * @property {() => number} requests how many it got since the last call
 */

/** What the benches share: the engine, this package as users get it, emulators, and a folder that goes away at the end. */
export class Lab {
	/** @param {LabOptions} options */
	constructor(options) {
		this.options = options;
		this.folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "vpcpeer-bench-")));
		/** @type {Region["emulator"][]} */
		this.emulators = [];
		this.stacks = 0;
		/** @type {Promise<import("../engine/engine-files.mjs").Engine> | undefined} */
		this.foundEngine = undefined;
		/** @type {Promise<string> | undefined} */
		this.packed = undefined;
	}

	/** The engine, looked for once. */
	engine() {
		this.foundEngine ??= ensureEngine({ log: console.error });
		return this.foundEngine;
	}

	/** A folder node_modules with this package out of the tarball that would be published. */
	modules() {
		this.packed ??= installPacked();
		return this.packed;
	}

	/** @param {string} text what is going on now, beside the results */
	say(text) {
		console.error(`   ${text}`);
	}

	/**
	 * A cloud with two VPCs for each of `connections` connections.
	 * @param {number} connections
	 * @param {import("../../src/emulator/index.js").EmulatorOptions} options
	 * @returns {Promise<Region>}
	 */
	async region(connections, options) {
		const { createEmulator } = await this.emulatorModule();
		let requests = 0;
		const emulator = await createEmulator({
			...options,
			onRequest: () => {
				requests += 1;
			},
		});
		this.emulators.push(emulator);
		const uid = emulator.accounts[0]?.uid ?? "";
		emulator.world.setQuota({ perAccountPerRegion: 10_000 });
		for (let index = 0; index < connections; index += 1) {
			for (const [side, name] of ["l", "r"].entries()) {
				const cidrBlock = `10.${2 * (index >> 8) + side}.${index & 255}.0/24`;
				emulator.world.addVpc(uid, { id: `vpc-${name}-${index}`, regionId: "cn-hangzhou", cidrBlock });
			}
		}
		return {
			emulator,
			requests: () => {
				const counted = requests;
				requests = 0;
				return counted;
			},
		};
	}

	/** @returns {Promise<typeof import("../../src/emulator/index.js")>} */
	emulatorModule() {
		return import(pathToFileURL(path.join(projectRoot, "lib", "emulator", "index.js")).href);
	}

	/**
	 * A new stack with this program, pointed at the region's cloud.
	 * @param {string} program the text of its index.js
	 * @param {Region} [region]
	 * @param {NodeJS.ProcessEnv} [env]
	 */
	async stack(program, region, env = {}) {
		this.stacks += 1;
		const [account] = region?.emulator.accounts ?? [];
		return Stack.create({
			engine: await this.engine(),
			modules: await this.modules(),
			folder: path.join(this.folder, `stack-${this.stacks}`),
			program,
			env: {
				ALICLOUD_VPCPEER_ENDPOINT: region?.emulator.url,
				ALICLOUD_ACCESS_KEY: account?.accessKeyId,
				ALICLOUD_SECRET_KEY: account?.accessKeySecret,
				ALICLOUD_REGION: "cn-hangzhou",
				...env,
			},
		});
	}

	/** Stops and removes all that was started and written. */
	async close() {
		await Promise.all(this.emulators.map((emulator) => emulator.close()));
		rmSync(this.folder, { recursive: true, force: true });
		if (this.packed !== undefined) rmSync(path.dirname(await this.packed), { recursive: true, force: true });
	}
}
