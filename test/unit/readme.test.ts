import { readFileSync } from "node:fs";
import { join } from "node:path";
import { vpcPeerConnectionFieldNames } from "../../src/schema/vpc-peer-connection-fields";

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
const state = readFileSync(join(__dirname, "../../src/schema/vpc-peer-connection-state.ts"), "utf8");

function section(title: string): string {
	const from = readme.indexOf(`## ${title}\n`);
	return readme.slice(from, readme.indexOf("\n## ", from + 1));
}

describe("the README", () => {
	it.each(vpcPeerConnectionFieldNames)("has a row for the input %s", (name) => {
		expect(section("Inputs")).toContain(`| \`${name}\` `);
	});

	it("names every output that is not an input", () => {
		const names = [...state.matchAll(/^\t([a-z]\w*)\??:/gm)].map(([, name]) => name as string);
		expect(names.length).toBeGreaterThan(20);
		const outputs = names.filter((name) => !(vpcPeerConnectionFieldNames as string[]).includes(name));
		expect(outputs.filter((name) => !section("Outputs").includes(`\`${name}\``))).toEqual([]);
	});
});
