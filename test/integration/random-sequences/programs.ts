import fc from "fast-check";
import type { EmulatorConnection } from "../../../src/emulator";
import type { Bag } from "../support/small-engine";

export const me = "1210123456123456";
const other = "253460731706911258";

const pairs = {
	intraRegion: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" },
	reversed: { vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-hangzhou-a1" },
	interRegion: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-shanghai-a1", acceptingRegionId: "cn-shanghai" },
	crossAccount: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: other },
} as const;

/** What a program says of its one connection. */
export interface Program {
	readonly pair: keyof typeof pairs;
	readonly name: string | undefined;
	readonly tags: Readonly<Record<string, string>> | undefined;
	readonly resourceGroupId: string | undefined;
	/** Given to the cloud between regions only. */
	readonly bandwidth: number | undefined;
	/** Works with the session of a role of the account, which may end. */
	readonly asRole: boolean;
}

/** Any program; small ones come first, so that a failure shrinks to one. */
export const programs: fc.Arbitrary<Program> = fc.record({
	pair: fc.constantFrom(...(Object.keys(pairs) as (keyof typeof pairs)[])),
	name: fc.constantFrom(undefined, "one", "two"),
	tags: fc.constantFrom(undefined, {}, { a: "1" }, { a: "2", b: "1" }),
	resourceGroupId: fc.constantFrom(undefined, "rg-default-1", "rg-network-1"),
	bandwidth: fc.constantFrom(undefined, 100, 200),
	asRole: fc.boolean(),
});

/** The inputs as the engine passes them on. */
export function inputsOf({ pair, bandwidth, asRole, ...fields }: Program): Bag {
	const given = Object.entries({
		...fields,
		...(pair === "interRegion" ? { bandwidth } : {}),
		...(asRole ? { assumeRole: { roleArn: `acs:ram::${me}:role/network`, sessionName: "story" } } : {}),
	});
	return {
		__identity: "organization/urn:pulumi:dev::random::alicloud-vpcpeer:index:VpcPeerConnection::peer",
		...pairs[pair],
		...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
	};
}

/** What of a connection is not as the program says. */
export function differences(program: Program, connection: EmulatorConnection): string[] {
	const view = connection.views[me];
	const inputs = inputsOf(program);
	const wanted: Record<string, [wanted: unknown, found: unknown]> = {
		vpcId: [inputs["vpcId"], connection.vpcId],
		acceptingVpcId: [inputs["acceptingVpcId"], connection.acceptingVpcId],
		name: [program.name, connection.name],
		bandwidth: [inputs["bandwidth"], connection.bandwidth],
		resourceGroupId: [program.resourceGroupId, view?.resourceGroupId],
		tags: [program.tags && textOf(program.tags), textOf(tagsOf(connection))],
	};
	return Object.entries(wanted).flatMap(([field, [want, found]]) =>
		want === undefined || want === found ? [] : [`${field}: wanted ${want}, found ${found}`],
	);
}

function tagsOf(connection: EmulatorConnection): Record<string, string> {
	return Object.fromEntries((connection.views[me]?.tags ?? []).map(({ Key, Value }) => [Key, Value]));
}

function textOf(tags: Readonly<Record<string, string>>): string {
	return JSON.stringify(Object.entries(tags).sort(([left], [right]) => (left < right ? -1 : 1)));
}
