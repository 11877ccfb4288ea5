import { runInNewContext } from "node:vm";
import { isResourceName, ResourceNames, toResourceName } from "../../../src/import/names";
import { programText } from "../../../src/import/program-text";

test("The program imports each kind once, and gives each resource a variable of its own", () => {
	const declare = (name: string) => ({ kind: "VpcPeerConnection", name, id: `pcc-${name}`, args: { vpcId: "vpc-a" } });
	const text = programText(["app-to-data", "app to data", "2nd", "class", "数据", "---"].map(declare));
	expect(text.match(/^import .*/gm)).toEqual(['import { VpcPeerConnection } from "pulumi-alicloud-vpcpeer";']);
	expect([...text.matchAll(/^const (\S+) = /gm)].map(([, variable]) => variable)).toEqual([
		"appToData",
		"appToData2",
		"peering2nd",
		"class2",
		"数据",
		"peering",
	]);
});

test("Values are TypeScript: texts quoted, members named, keys that are no names quoted", () => {
	const args = {
		name: 'a "b" \\ `c`',
		bandwidth: 200,
		tags: { team: "x", "cost center": "7", __proto: "y" },
		list: ["a", 1],
	};
	expect(programText([{ kind: "VpcPeerConnection", name: "x", id: "pcc-x", args }])).toContain(`
	name: "a \\"b\\" \\\\ \`c\`",
	bandwidth: 200,
	tags: { team: "x", "cost center": "7", __proto: "y" },
	list: ["a", 1],
`);
});

test("What names the id of a declared connection refers to it", () => {
	const text = programText([
		{ kind: "VpcPeerConnection", name: "main", id: "pcc-a", args: {} },
		{ kind: "VpcPeerConnectionAccepter", name: "accept", id: "pcc-a", args: { instanceId: "pcc-a" } },
		{ kind: "VpcPeerConnectionAccepter", name: "other", id: "pcc-b", args: { instanceId: "pcc-b" } },
	]);
	expect(text).toContain("instanceId: main.instanceId,");
	expect(text).toContain('instanceId: "pcc-b",');
});

test("Resources of one kind get names of their own", () => {
	const names = new ResourceNames();
	expect(["a", "a", "b", "a"].map((name) => names.unique("VpcPeerConnection", name))).toEqual(["a", "a-2", "b", "a-3"]);
	expect(names.unique("VpcPeerConnectionAccepter", "a")).toBe("a");
});

/** The arguments of each resource, as the program's text makes them when it runs. */
function ran(text: string): { name: string; args: Record<string, unknown> }[] {
	const made: { name: string; args: Record<string, unknown> }[] = [];
	class VpcPeerConnection {
		constructor(name: string, args: Record<string, unknown>) {
			made.push({ name, args });
		}
	}
	// As CommonJS wraps a module: its names are taken.
	const wrapped = `(function (exports, require, module, __filename, __dirname) {${text.replace(/^import .*/m, "")}})()`;
	runInNewContext(wrapped, { VpcPeerConnection });
	return made;
}

test("What runs has every tag and name, whatever they are called", () => {
	const names = [
		"__dirname",
		"__filename",
		"require",
		"exports",
		"module",
		"await",
		"VpcPeerConnection",
		"a\u001b[2J\u2028",
	];
	const tags = JSON.parse('{"__proto__": "p", "constructor": "c", "a b": "\\u001b]0;x\\u0007", "toString": "t"}');
	const declarations = names.map((name) => ({ kind: "VpcPeerConnection", name, id: name, args: { tags } }));
	const text = programText(declarations);
	expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u2028\u2029]/u);
	expect(ran(text).map(({ name }) => name)).toEqual(names);
	for (const { args } of ran(text)) {
		expect(Object.entries(args["tags"] as object)).toEqual(Object.entries(tags));
	}
});

test("A name is one that a resource can bear: without control characters and separators of URNs, and not endless", () => {
	expect(["a", "数据", "a:b", "x".repeat(200)].filter((name) => !isResourceName(name))).toEqual([]);
	expect(["", "a\nb", "a::b", "\u001b[2J", "x".repeat(201)].filter(isResourceName)).toEqual([]);
	expect(["a\nb", "net::peer", "", "x".repeat(201)].map(toResourceName)).toEqual([
		"a-b",
		"net-peer",
		"peering",
		"x".repeat(200),
	]);
});
