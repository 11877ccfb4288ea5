// @ts-check
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectRoot } from "../project-paths.mjs";

/**
 * Where and with what the figures were taken, and how busy the machine was before. Called before a bench starts.
 * @param {{ version: string }} [engine]
 */
export function machineText(engine) {
	const [cpu] = os.cpus();
	const sdk = JSON.parse(readFileSync(path.join(projectRoot, "node_modules/@pulumi/pulumi/package.json"), "utf8"));
	const versions = [
		`Node ${process.versions.node}`,
		...(engine ? [`engine ${engine.version}`] : []),
		`@pulumi/pulumi ${sdk.version}`,
	];
	const load = os.loadavg()[0]?.toFixed(1);
	return `${os.cpus().length} cores (${cpu?.model.trim()}), ${os.type()}, ${versions.join(", ")}; load of the machine before the run: ${load}.`;
}
