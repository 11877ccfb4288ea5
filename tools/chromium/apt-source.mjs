// @ts-check
import { inspectChromium } from "./chromium-file.mjs";
import { aptGet, notDebian, packages } from "./debian.mjs";

/**
 * Debian's own package, installed: what a container that runs as root is for.
 * @param {{ env: NodeJS.ProcessEnv, log: (text: string) => void, uid?: number | undefined }} context
 * @returns {Promise<import("./chromium-file.mjs").Attempt>}
 */
export async function chromiumFromApt({ env, log, uid = process.getuid?.() }) {
	const otherwise = notDebian() ?? (uid === 0 ? undefined : "this user may not install packages");
	if (otherwise !== undefined) return { reason: otherwise };
	log("[chromium] apt-get install chromium ...");
	const updated = await aptGet(["update"], { env });
	if ("reason" in updated) return updated;
	const installed = await aptGet(["install", "-y", "--no-install-recommends", ...packages], { env });
	if ("reason" in installed) return installed;
	return inspectChromium("/usr/bin/chromium", "apt");
}
