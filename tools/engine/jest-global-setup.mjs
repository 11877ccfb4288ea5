// @ts-check
import { ensureBuilt } from "../build.mjs";
import { ensureEngine } from "./ensure-engine.mjs";

/** For tests that run the real engine on the built package: makes both when Jest is called on its own. */
export default async function setUp() {
	await ensureBuilt();
	process.env["VPCPEER_ENGINE_BIN"] ??= (await ensureEngine()).binDir;
}
