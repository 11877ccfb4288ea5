// @ts-check
import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { lastLine, runCommand } from "../run-command.mjs";
import { makeCacheEntry } from "./engine-cache.mjs";
import { engineVersions } from "./versions.mjs";

const { pinned } = engineVersions;

/** Where the vendor publishes releases, each with its file of checksums. */
const vendorSites = [
	"https://get.pulumi.com/releases/sdk",
	`https://github.com/pulumi/pulumi/releases/download/v${pinned}`,
];

const answerMs = 5_000;
const overallMs = 180_000;

/** Everything that decides what this source's cache entry contains. */
export const releaseRecipe = `release pulumi ${pinned}`;

/**
 * The vendor's release, taken only when it has the SHA-256 that the vendor publishes for it.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, log: (text: string) => void, sites?: string[] }} context
 */
export async function engineFromRelease({ entry, env, log, sites = vendorSites }) {
	const archive = archiveName();
	if (!archive) return { reason: `there is no release for ${process.platform} on ${process.arch}` };
	/** @type {string[]} */
	const reasons = [];
	for (const site of sites) {
		// Before a lock is taken or a folder made: where nobody answers, this is all that it costs.
		const checksum = await publishedChecksum(site, archive);
		if ("reason" in checksum) {
			reasons.push(checksum.reason);
			continue;
		}
		const make = (/** @type {string} */ staging) => download({ site, archive, ...checksum, staging, log });
		const attempt = await makeCacheEntry({ entry, source: "release", env, log, make });
		if ("engine" in attempt) return attempt;
		reasons.push(attempt.reason);
	}
	return { reason: reasons.join("; ") };
}

/** The archive for this machine, as the vendor names it; undefined where there is none. */
function archiveName() {
	const system = { linux: "linux", darwin: "darwin", win32: "windows" }[/** @type {string} */ (process.platform)];
	const isBuilt = process.arch === "x64" || process.arch === "arm64";
	if (!system || !isBuilt) return undefined;
	return `pulumi-v${pinned}-${system}-${process.arch}.${system === "windows" ? "zip" : "tar.gz"}`;
}

/**
 * @param {string} site
 * @param {string} archive
 * @returns {Promise<{ sha256: string } | { reason: string }>}
 */
async function publishedChecksum(site, archive) {
	const { host } = new URL(site);
	const file = `pulumi-${pinned}-checksums.txt`;
	try {
		const answer = await fetch(`${site}/${file}`, { signal: AbortSignal.timeout(answerMs) });
		if (!answer.ok) return { reason: `${host} answered HTTP ${answer.status} for ${file}` };
		for (const line of (await answer.text()).split("\n")) {
			const [, sha256, name] = /^([0-9a-fA-F]{64})\s+\*?(\S+)\s*$/.exec(line) ?? [];
			if (sha256 && name === archive) return { sha256: sha256.toLowerCase() };
		}
		return { reason: `${host} publishes no checksum of ${archive}` };
	} catch (error) {
		return { reason: silenceOf(host, error, answerMs) };
	}
}

/**
 * @param {{ site: string, archive: string, sha256: string, staging: string, log: (text: string) => void }} wanted
 * @returns {Promise<{ binDir: string } | { reason: string }>}
 */
async function download({ site, archive, sha256, staging, log }) {
	const { host } = new URL(site);
	const file = path.join(staging, archive);
	log(`[engine] downloading ${archive} from ${host} ...`);
	const hash = createHash("sha256");
	try {
		const answer = await fetch(`${site}/${archive}`, { signal: AbortSignal.timeout(overallMs) });
		if (!answer.ok || !answer.body) return { reason: `${host} answered HTTP ${answer.status} for ${archive}` };
		const hashing = new Transform({
			transform(chunk, _encoding, done) {
				hash.update(chunk);
				done(null, chunk);
			},
		});
		await pipeline(Readable.fromWeb(/** @type {any} */ (answer.body)), hashing, createWriteStream(file));
	} catch (error) {
		return { reason: silenceOf(host, error, overallMs) };
	}
	const found = hash.digest("hex");
	if (found !== sha256) {
		return { reason: `${archive} of ${host} has SHA-256 ${found}, published is ${sha256}: it is not used` };
	}
	// Also Windows has had it since 10, and there it reads zip files.
	const unpacked = await runCommand("tar", ["-xf", archive], { cwd: staging, timeoutMs: overallMs });
	if (!unpacked.ok)
		return { reason: `unpacking ${archive}: ${lastLine(unpacked.output) || `exit code ${unpacked.code}`}` };
	const folder = path.join(staging, "pulumi");
	const inner = path.join(folder, "bin");
	return { binDir: existsSync(inner) ? inner : folder };
}

/**
 * @param {string} host
 * @param {unknown} error
 * @param {number} patienceMs
 */
function silenceOf(host, error, patienceMs) {
	const { name, message, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
	const why = name === "TimeoutError" ? `not done in ${patienceMs / 1000} s` : (cause?.code ?? message);
	return `${host} can't be reached (${why})`;
}
