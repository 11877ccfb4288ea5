// @ts-check

/** Which engine this repository's commands run with. */
export const engineVersions = {
	/** What is downloaded or built. */
	pinned: "3.259.0",
	/** An engine found on PATH must be at least this: `pulumi import` of a dynamic resource needs it. */
	minimum: "3.254.0",
	/** And below this. */
	below: "4.0.0",
};

/**
 * The three numbers of "v3.259.0", "3.259.0" or "3.260.0-alpha.1+5".
 * @param {string} text
 * @returns {[number, number, number] | undefined}
 */
export function parseVersion(text) {
	const match = /^v?(\d+)\.(\d+)\.(\d+)([-+].*)?$/.exec(text.trim());
	return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/**
 * Why a version can't be used, in a few words; undefined when it can.
 * @param {string} text
 * @param {typeof engineVersions} [table]
 */
export function versionObjection(text, table = engineVersions) {
	const version = parseVersion(text);
	if (!version) return `"${text.trim()}" is not a version`;
	if (isBefore(version, table.minimum)) return `${text.trim()} is older than ${table.minimum}`;
	if (!isBefore(version, table.below)) return `${text.trim()} is not below ${table.below}`;
	return undefined;
}

/**
 * A pre-release counts as its release: 4.0.0-alpha is no 3.x any more.
 * @param {[number, number, number]} version
 * @param {string} bound
 */
function isBefore([major, minor, patch], bound) {
	const [boundMajor, boundMinor, boundPatch] = parseVersion(bound) ?? [0, 0, 0];
	if (major !== boundMajor) return major < boundMajor;
	if (minor !== boundMinor) return minor < boundMinor;
	return patch < boundPatch;
}
