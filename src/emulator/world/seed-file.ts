import {
	array,
	getDotPath,
	integer,
	minLength,
	minValue,
	number,
	optional,
	partial,
	pipe,
	rawCheck,
	safeParse,
	strictObject,
	string,
} from "valibot";
import { prefixListFromSeed } from "./prefix-lists";
import {
	bizStatus,
	cdt,
	ipVersion,
	type Rules,
	range,
	resourceGroup,
	site,
	tag,
	text,
	uid,
	vpcStatus,
	vSwitch,
} from "./rules";
import type { Seed, SeedAccount, SeedPrefixList, SeedRouteTable, SeedVpc } from "./seed";

const cidrs = optional(array(range));

const routeTable = strictObject({
	id: text,
	name: optional(string()),
	tags: optional(array(tag)),
	vSwitchIds: optional(array(text)),
} satisfies Rules<SeedRouteTable>);

const vpc = {
	id: text,
	regionId: text,
	cidrBlock: range,
	name: optional(string()),
	secondaryCidrBlocks: cidrs,
	ipv6CidrBlocks: cidrs,
	tags: optional(array(tag)),
	vSwitches: optional(array(vSwitch)),
	routeTables: optional(array(routeTable)),
	status: optional(vpcStatus),
} satisfies Rules<SeedVpc>;

/** One rule per member of {@link SeedPrefixList}. */
export const prefixListRules = {
	id: text,
	regionId: text,
	cidrBlocks: array(text),
	name: optional(string()),
	ipVersion: optional(ipVersion),
	maxEntries: optional(pipe(number(), integer("must be a whole number"), minValue(1, "must be 1 or more"))),
} satisfies Rules<SeedPrefixList>;

const prefixList = pipe(
	strictObject(prefixListRules),
	rawCheck(({ dataset, addIssue }) => {
		const message = dataset.typed ? mistakeIn(dataset.value) : undefined;
		if (message !== undefined) addIssue({ message });
	}),
);

function mistakeIn(list: SeedPrefixList): string | undefined {
	try {
		prefixListFromSeed(list, "", 0);
		return undefined;
	} catch (error) {
		if (error instanceof RangeError) return error.message;
		throw error;
	}
}

const account = {
	uid,
	accessKeyId: text,
	accessKeySecret: text,
	vpcs: array(strictObject(vpc)),
	prefixLists: optional(array(prefixList)),
	resourceGroups: pipe(array(resourceGroup), minLength(1, "must hold at least one group, the default")),
	cdt: optional(partial(strictObject(cdt))),
	site: optional(site),
	bizStatus: optional(bizStatus),
} satisfies Rules<SeedAccount>;

const seed = strictObject({ accounts: array(strictObject(account)) } satisfies Rules<Seed>);

/**
 * Takes a value from outside, such as a parsed JSON file, as a {@link Seed}.
 *
 * @throws RangeError naming each field that is not as a seed has it.
 *
 * @public
 */
export function parseSeed(value: unknown): Seed {
	const result = safeParse(seed, value);
	if (result.success) return value as Seed;
	const findings = result.issues.map((issue) => `${getDotPath(issue) ?? "the seed"}: ${issue.message}`);
	throw new RangeError(findings.join("; "));
}
