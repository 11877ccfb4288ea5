import { readFileSync } from "node:fs";
import path from "node:path";
import { entriesOfPulumiExport } from "../../../src/import/pulumi-export";
import { entriesOfTerraformState } from "../../../src/import/terraform-state";

const fixture = (name: string) => readFileSync(path.join(__dirname, "..", "..", "e2e", "fixtures", name), "utf8");

/** The message with which a file is refused. */
function refusal(read: () => unknown): string {
	try {
		read();
	} catch (error) {
		return (error as Error).message;
	}
	throw new Error("expected a refusal, but there was none");
}

describe("A Terraform state", () => {
	test("gives its managed resources, with module, key and alias; no data source and nothing deposed", () => {
		const entries = entriesOfTerraformState(fixture("terraform.tfstate"), "terraform.tfstate");
		const peerings = entries.filter(({ type }) => type === "alicloud_vpc_peer_connection");
		expect(peerings.map(({ address, name, id, provider }) => ({ address, name, id, provider }))).toEqual([
			{ address: "alicloud_vpc_peer_connection.main", name: "main", id: "pcc-app-to-data", provider: undefined },
			{
				address: 'module.network.alicloud_vpc_peer_connection.regions["cn-shanghai"]',
				name: "network-regions-cn-shanghai",
				id: "pcc-to-shanghai",
				provider: undefined,
			},
			{ address: "alicloud_vpc_peer_connection.partner", name: "partner", id: "pcc-to-partner", provider: undefined },
			{ address: "alicloud_vpc_peer_connection.gone", name: "gone", id: "pcc-gone", provider: undefined },
		]);
	});

	test("of a counted resource, in a keyed module, with a provider's alias", () => {
		const state = {
			version: 4,
			resources: [
				{
					module: 'module.net["a"].module.peer[0]',
					mode: "managed",
					type: "alicloud_vpc_peer_connection",
					name: "main",
					provider: 'provider["registry.terraform.io/aliyun/alicloud"].accepting',
					instances: [{ index_key: 1, attributes: { id: "pcc-a" } }],
				},
			],
		};
		expect(entriesOfTerraformState(JSON.stringify(state), "state")).toMatchObject([
			{
				address: 'module.net["a"].module.peer[0].alicloud_vpc_peer_connection.main[1]',
				name: "net-a-peer-0-main-1",
				provider: "accepting",
			},
		]);
	});

	test.each([
		["text that is no JSON", "resource {}", "f is not JSON. Expected a Terraform state of version 4"],
		["a list", "[]", "f holds no JSON object. Expected a Terraform state of version 4"],
		["an old version", '{"version":3,"modules":[]}', "f has version 3. Expected a Terraform state of version 4"],
		["another file", '{"name":"x"}', "f has no version. Expected a Terraform state of version 4"],
		["an encrypted one", '{"encrypted_data":"c2VjcmV0","meta":{}}', "f is encrypted by OpenTofu. Give the decrypted"],
	])("%s is refused, and nothing of it is quoted", (_what, text, message) => {
		const said = refusal(() => entriesOfTerraformState(text, "f"));
		expect(said).toContain(message);
		expect(said).not.toContain("c2VjcmV0");
	});

	test("with resources that are not as expected gives those that are", () => {
		const state = { version: 4, resources: [null, 7, { mode: "managed" }, { mode: "managed", instances: [{}, "x"] }] };
		expect(entriesOfTerraformState(JSON.stringify(state), "f")).toEqual([
			expect.objectContaining({ type: "", id: "", name: "" }),
		]);
	});
});

describe("A stack export", () => {
	test("gives its resources by the last part of their URNs, without what is being replaced", () => {
		const entries = entriesOfPulumiExport(fixture("alicloud-stack-export.json"), "old.json");
		const peerings = entries.filter(({ type }) => type === "alicloud:vpc/peerConnection:PeerConnection");
		expect(peerings.map(({ name, id, provider }) => ({ name, id, provider }))).toEqual([
			{ name: "app", id: "pcc-app-to-data", provider: undefined },
			{ name: "partner", id: "pcc-to-partner", provider: undefined },
		]);
	});

	test("names the provider of its own that a resource has", () => {
		const resource = {
			urn: "urn:pulumi:prod::net::alicloud:vpc/peerConnectionAccepter:PeerConnectionAccepter::accept",
			type: "alicloud:vpc/peerConnectionAccepter:PeerConnectionAccepter",
			id: "pcc-a",
			provider: "urn:pulumi:prod::net::pulumi:providers:alicloud::partner::6e1c2b1e-0c1e-4f6e-9f0a-6b0d5c1b7a01",
		};
		const exported = JSON.stringify({ version: 3, deployment: { resources: [resource] } });
		expect(entriesOfPulumiExport(exported, "f")).toMatchObject([{ name: "accept", provider: "partner" }]);
	});

	test.each([
		["text that is no JSON", "", "f is not JSON. Expected what `pulumi stack export` prints."],
		[
			"another file",
			'{"version":4,"resources":[]}',
			"f has no deployment. Expected what `pulumi stack export` prints.",
		],
	])("%s is refused", (_what, text, message) => {
		expect(refusal(() => entriesOfPulumiExport(text, "f"))).toBe(message);
	});
});
