import { importModule } from "./support/import-module.js";

/** @type {typeof import("../../tools/quickstart/emulator.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/quickstart/emulator.mjs");
});

it("is a fixed one unless chosen", () => {
	expect(tested.chosenPort({})).toBe(28022);
	expect(tested.chosenPort({ VPCPEER_QUICKSTART_PORT: "" })).toBe(28022);
	expect(tested.chosenPort({ VPCPEER_QUICKSTART_PORT: "1" })).toBe(1);
	expect(tested.chosenPort({ VPCPEER_QUICKSTART_PORT: "65535" })).toBe(65535);
});

it.each(["0", "65536", "-1", "80a", "1.5"])("refuses %j", (port) => {
	expect(() => tested.chosenPort({ VPCPEER_QUICKSTART_PORT: port })).toThrow(
		`VPCPEER_QUICKSTART_PORT is "${port}"; allowed: a port number from 1 to 65535.`,
	);
});
