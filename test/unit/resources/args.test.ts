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
