import { importModule } from "./support/import-module.js";

/** @type {typeof import("../../tools/engine/versions.mjs")} */
let versions;
beforeAll(async () => {
	versions = await importModule("tools/engine/versions.mjs");
});

const table = { pinned: "3.259.0", minimum: "3.254.0", below: "4.0.0" };

it.each(["v3.254.0", "3.254.0", "v3.254.1", "v3.259.0", "v3.323.4", "3.260.0-alpha.1+7", "v3.999.999\n"])(
	"takes %j",
	(version) => {
		expect(versions.versionObjection(version, table)).toBeUndefined();
	},
);

it.each([
	["v3.253.9", "v3.253.9 is older than 3.254.0"],
	["2.999.0", "2.999.0 is older than 3.254.0"],
	["v3.99.0", "v3.99.0 is older than 3.254.0"],
	["v4.0.0", "v4.0.0 is not below 4.0.0"],
	["v4.0.0-alpha.1", "v4.0.0-alpha.1 is not below 4.0.0"],
	["", '"" is not a version'],
	["3.254", '"3.254" is not a version'],
	["warning: old", '"warning: old" is not a version'],
])("refuses %j: %s", (version, objection) => {
	expect(versions.versionObjection(version, table)).toBe(objection);
});

it("pins a version that it would take", () => {
	expect(versions.versionObjection(versions.engineVersions.pinned)).toBeUndefined();
});
