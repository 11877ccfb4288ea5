// @ts-check
// node tools/engine/cli.mjs [--print-path | --json]: makes sure there is an engine and says where.
import { parseArgs } from "node:util";
import { ensureInstalled } from "../install.mjs";
import { ensureEngine } from "./ensure-engine.mjs";

try {
	const { values } = parseArgs({ options: { "print-path": { type: "boolean" }, json: { type: "boolean" } } });
	await ensureInstalled();
	const engine = await ensureEngine();
	if (values["print-path"]) console.log(engine.path);
	else if (values.json) console.log(JSON.stringify(engine));
	else console.log(`Pulumi ${engine.version} (${engine.source}): ${engine.path}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
