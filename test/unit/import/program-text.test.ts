import { ResourceNames } from "../../../src/import/names";
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
