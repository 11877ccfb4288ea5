// @ts-check
import engineSetup from "../../../tools/engine/jest-global-setup.mjs";
import { installPacked } from "../../../tools/packed-package.mjs";

/** Gets the engine, builds lib/, and puts what users would get of it into one folder for all tests. */
export default async function setUp() {
	await engineSetup();
	process.env["VPCPEER_E2E_MODULES"] = await installPacked();
}
