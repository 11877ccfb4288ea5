import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { errorTable } from "../../src/emulator/errors";
import { operations, parametersRead, truthTables } from "./support/tables";

const readme = path.resolve(__dirname, "..", "..", "src", "emulator", "README.md");
const [FROM, TO] = ["<!-- tables -->", "<!-- end of tables -->"];

test("the README's tables of operations, parameters and errors are those of the emulator", () => {
	const text = readFileSync(readme, "utf8");
	const wanted = `${text.slice(0, text.indexOf(FROM) + FROM.length)}\n\n${truthTables()}\n\n${text.slice(text.indexOf(TO))}`;
	// WRITE_TABLES=1 brings the README up to date instead.
	if (process.env["WRITE_TABLES"] === "1") writeFileSync(readme, wanted);
	expect(readFileSync(readme, "utf8")).toBe(wanted);
});

test("every parameter that the emulator reads is said, and none that it does not read", () => {
	const said = new Set(
		operations.flatMap(({ source }) => source?.parameters ?? []).map((name) => name.split(".")[0] ?? name),
	);
	expect([...said].sort()).toEqual([...parametersRead()].sort());
});

test("every code is documented by a page or a section, or said to be assumed", () => {
	for (const [code, { source }] of Object.entries(errorTable)) {
		expect({ code, source }).toEqual({
			code,
			source: expect.stringMatching(/^(assumed|CreateVpcPeerConnection error codes|alicloud-api\.md \d.*)$/),
		});
	}
});
