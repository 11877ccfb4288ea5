// @ts-check
import { rmSync } from "node:fs";
import path from "node:path";

export default function tearDown() {
	const modules = process.env["VPCPEER_E2E_MODULES"];
	if (modules) rmSync(path.dirname(modules), { recursive: true, force: true });
}
