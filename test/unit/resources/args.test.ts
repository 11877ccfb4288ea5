import * as pulumi from "@pulumi/pulumi";
import type { VpcPeerConnectionArgs } from "../../../src/resources/vpc-peer-connection";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../../src/schema/vpc-peer-connection-fields";
import { declaredMembers } from "../support/declared-members";

const members = declaredMembers("schema/vpc-peer-connection-inputs.ts", "VpcPeerConnectionInputs");

function documentationOf(name: string): string {
	return members.find((member) => member.name === name)?.documentation ?? "";
}

test("The table and the type name the same inputs", () => {
	expect(members.map(({ name }) => name).sort()).toEqual([...vpcPeerConnectionFieldNames].sort());
});

test.each(vpcPeerConnectionFieldNames)("%s is documented in more than a word", (name) => {
	expect(documentationOf(name).length).toBeGreaterThan(30);
});

test.each(members.filter(({ optional }) => !optional))(
	"$name, which no program may leave out, is required",
	({ name }) => {
		expect(fieldOf(name as never).required).toBe(true);
		expect(documentationOf(name)).not.toContain("@default");
	},
);

test.each([
	"regionId",
	"acceptingAliUid",
	"acceptingRegionId",
	"bandwidth",
	"linkType",
	"resourceGroupId",
	"dryRun",
	"clientToken",
	"force",
	"waitForActivated",
	"profile",
])("The default of %s is documented", (name) => {
	expect(documentationOf(name)).toMatch(/@default \S/);
});

test.each<[name: string, bounds: string[]]>([
	["acceptingAliUid", ["2^53 - 1", "digits"]],
	["name", ["2 to 128", "letter"]],
	["description", ["2 to 256", "http://", "https://"]],
	["bandwidth", ["Mbit/s", "1 or more", "1024"]],
	["linkType", ["Platinum", "Gold"]],
	["tags", ["20", "1 to 128", "0 to 128", "aliyun", "acs:"]],
	["clientToken", ["1 to 64 ASCII"]],
])("The bounds of %s are documented: %j", (name, bounds) => {
	for (const bound of bounds) {
		expect(documentationOf(name)).toContain(bound);
	}
});

test.each(vpcPeerConnectionFieldNames.filter((name) => fieldOf(name).change === "replace"))(
	"That a change of %s makes a new connection is documented",
	(name) => {
		expect(documentationOf(name)).toContain("A change makes a new connection");
	},
);

function declaredWith(
	name: pulumi.Output<string | undefined>,
	linkType: pulumi.Output<"Platinum" | "Gold">,
	timeouts: pulumi.Output<{ create?: string } | undefined>,
	tag: pulumi.Output<string>,
): VpcPeerConnectionArgs {
	return { vpcId: "vpc-a", acceptingVpcId: "vpc-b", name, linkType, timeouts, tags: { team: tag } };
}

// The type checker is what tests this: it refuses the program otherwise.
test("An output of an optional value, or of one of several, is taken as the value itself is", () => {
	const outputs = [pulumi.output("n"), pulumi.output("Gold" as const), pulumi.output({}), pulumi.output("t")] as const;
	expect(declaredWith(...outputs)).toMatchObject({ name: outputs[0], linkType: outputs[1] });
});
