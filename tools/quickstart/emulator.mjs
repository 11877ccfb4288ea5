// @ts-check
import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot, quickstartFolder } from "../project-paths.mjs";

const portVariable = "VPCPEER_QUICKSTART_PORT";
const usualPort = 28022;

/**
 * @typedef {object} Emulator
 * @property {string} url
 * @property {{ uid: string, accessKeyId: string, accessKeySecret: string }[]} accounts
 * @property {() => Promise<void> | void} close
 */

/**
 * Starts the emulator from lib/, on the state that earlier runs left. Its port is part of the cloud's identity, which
 * the stack's state records: so it is a fixed one.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Emulator>}
 */
export async function startEmulator(env = process.env) {
	const port = chosenPort(env);
	const module = await import(pathToFileURL(path.join(projectRoot, "lib", "emulator", "index.js")).href);
	try {
		return await module.createEmulator({ port, stateFile: path.join(quickstartFolder, "emulator.json") });
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EADDRINUSE") throw error;
		throw new Error(
			`Port ${port} is busy (another npm start?): stop what uses it, or choose another with ${portVariable}=${port + 1} (the stack belongs to the emulator on its port: after a change of port remove .quickstart first).`,
		);
	}
}

/** @param {NodeJS.ProcessEnv} env */
export function chosenPort(env) {
	const text = env[portVariable] || String(usualPort);
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
		throw new Error(`${portVariable} is "${text}"; allowed: a port number from 1 to 65535.`);
	}
	return port;
}
