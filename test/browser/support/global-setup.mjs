// @ts-check
import { ensureBuilt } from "../../../tools/build.mjs";
import { ensureChromium } from "../../../tools/chromium/ensure-chromium.mjs";
import { installPacked } from "../../../tools/packed-package.mjs";

/** Gets a browser, builds lib/, and puts what users would get of it into one folder for all tests. */
export default async function setUp() {
	await ensureBuilt();
	process.env["VPCPEER_CHROMIUM_PATH"] ??= (await ensureChromium()).path;
	process.env["VPCPEER_E2E_MODULES"] = await installPacked();
}
