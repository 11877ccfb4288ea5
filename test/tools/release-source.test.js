import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fakeEngine } from "./support/fake-engine.js";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/engine/release-source.mjs")} */
let tested;
/** @type {typeof import("../../tools/engine/engine-cache.mjs")} */
let cache;
beforeAll(async () => {
	tested = await importModule("tools/engine/release-source.mjs");
	cache = await importModule("tools/engine/engine-cache.mjs");
});

/** @type {import("node:http").Server[]} */
const servers = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const archive = `pulumi-v3.259.0-${process.platform}-${process.arch}.tar.gz`;
const checksums = "pulumi-3.259.0-checksums.txt";

/** A release as the vendor packs it: the programs in a folder `pulumi`, or in `pulumi/bin`. */
function release(inner = "pulumi") {
	const folder = tempFolder();
	fakeEngine(path.join(folder, inner));
	execFileSync("tar", ["-czf", archive, "pulumi"], { cwd: folder });
	return readFileSync(path.join(folder, archive));
}

const sha256 = (/** @type {Buffer} */ bytes) => createHash("sha256").update(bytes).digest("hex");

/**
 * A site that serves these files, and what it was asked for.
 * @param {Record<string, string | Buffer>} files
 */
async function site(files) {
	/** @type {string[]} */
	const asked = [];
	const server = createServer((request, response) => {
		const name = path.basename(request.url ?? "");
		asked.push(name);
		response.statusCode = Object.hasOwn(files, name) ? 200 : 404;
		response.end(files[name]);
	});
	servers.push(server);
	await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
	const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
	return { url: `http://127.0.0.1:${port}/releases`, asked };
}

/** A site that is not there any more. */
async function nobody() {
	const { url } = await site({});
	const server = servers.pop();
	await new Promise((resolve) => server?.close(resolve));
	return url;
}

/** @param {string[]} sites */
function getEngine(sites) {
	const env = { PATH: "/usr/bin:/bin", XDG_CACHE_HOME: tempFolder() };
	const entry = cache.cacheEntry(tested.releaseRecipe, env);
	const attempt = tested.engineFromRelease({ entry, env, log: () => {}, sites });
	return attempt.then((result) => ({ result, entry }));
}

it.each(["pulumi", "pulumi/bin"])(
	"takes a release with its programs in %s that has the published checksum",
	async (inner) => {
		const bytes = release(inner);
		const other = `${"0".repeat(64)}  pulumi-v3.259.0-plan9-x64.tar.gz\n`;
		const { url, asked } = await site({ [archive]: bytes, [checksums]: `${other}${sha256(bytes)}  ${archive}\n` });
		const { result, entry } = await getEngine([url]);
		expect(result).toMatchObject({
			engine: { version: "3.259.0", source: "release", binDir: path.join(entry, "bin") },
		});
		expect(asked).toEqual([checksums, archive]);
		expect(readdirSync(path.dirname(entry))).toEqual([path.basename(entry)]);
	},
);

it("uses none that has another checksum than the published one, and keeps nothing of it", async () => {
	const bytes = release();
	const published = sha256(Buffer.from("what the vendor made"));
	const { url } = await site({ [archive]: bytes, [checksums]: `${published}  ${archive}\n` });
	const { result, entry } = await getEngine([url]);
	expect(result).toEqual({
		reason: `${archive} of ${new URL(url).host} has SHA-256 ${sha256(bytes)}, published is ${published}: it is not used`,
	});
	expect(readdirSync(path.dirname(entry))).toEqual([]);
});

it("downloads nothing of which no checksum is published", async () => {
	const { url, asked } = await site({ [archive]: release(), [checksums]: "not a list of checksums\n" });
	const { result } = await getEngine([url]);
	expect(result).toEqual({ reason: `${new URL(url).host} publishes no checksum of ${archive}` });
	expect(asked).toEqual([checksums]);
});

it("asks the next site where one has nothing, gives something else, or is not there", async () => {
	const bytes = release();
	const empty = await site({});
	const wrong = await site({ [archive]: "cut", [checksums]: `${sha256(bytes)}  ${archive}\n` });
	const good = await site({ [archive]: bytes, [checksums]: `${sha256(bytes)} *${archive}\n` });
	const { result } = await getEngine([empty.url, await nobody(), wrong.url, good.url]);
	expect(result).toMatchObject({ engine: { source: "release" } });
});

it("says of each site why it was of no use", async () => {
	const empty = await site({});
	const away = await nobody();
	const { result } = await getEngine([empty.url, away]);
	const { host } = new URL(away);
	expect(result).toEqual({
		reason: `${new URL(empty.url).host} answered HTTP 404 for ${checksums}; ${host} can't be reached (ECONNREFUSED)`,
	});
});
