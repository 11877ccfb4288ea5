import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { importModule } from "../e2e/support/import-module";

const root = path.resolve(__dirname, "..", "..");

beforeAll(async () => {
	const { ensureBuilt } = await importModule<{ ensureBuilt(): Promise<unknown> }>("tools/build.mjs");
	await ensureBuilt();
}, 300_000);

/** The engine's provider process, as far as it matters here: it writes each uncaught error to where the engine would read. */
const providerProcess = `
process.on("uncaughtException", (error) => console.warn(error.message));
const { handler } = require(${JSON.stringify(path.join(root, "lib", "engine", "index.js"))});
handler("VpcPeerConnection").configure({ config: { get: () => undefined } }).then(() => {
	console.log("ready");
	setInterval(() => console.warn("still here"), 20);
});`;

test("ends when its engine was killed, instead of writing its own errors to nobody for ever", async () => {
	const child = spawn(process.execPath, ["-e", providerProcess], { stdio: ["ignore", "pipe", "pipe"] });
	try {
		await once(child.stdout, "data");
		const ended = once(child, "exit");
		// What an engine's end leaves of its pipes.
		child.stdout.destroy();
		child.stderr.destroy();
		expect(await ended).toEqual([1, null]);
	} finally {
		child.kill("SIGKILL");
	}
});
