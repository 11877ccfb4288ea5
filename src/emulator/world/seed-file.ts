import {
	array,
	boolean,
	type GenericSchema,
	getDotPath,
	integer,
	minLength,
	minValue,
	number,
	optional,
	picklist,
	pipe,
	rawCheck,
	regex,
	safeParse,
	strictObject,
	string,
} from "valibot";
import type { CdtState, ResourceGroup, Tag } from "./model";
import { prefixListFromSeed } from "./prefix-lists";
import type { VSwitch } from "./routing-model";
import type { Seed, SeedAccount, SeedPrefixList, SeedRouteTable, SeedVpc } from "./seed";

/** One rule per field of a type, none left out. */
type Rules<Type> = { readonly [Field in keyof Required<Type>]: GenericSchema };

const text = pipe(string(), minLength(1, "must not be empty"));
const cidrs = optional(array(text));

const tag = strictObject({ Key: text, Value: string() } satisfies Rules<Tag>);

const vSwitch = strictObject({ id: text, cidrBlock: text } satisfies Rules<VSwitch>);

const routeTable = strictObject({
	id: text,
	name: optional(string()),
	tags: optional(array(tag)),
	vSwitchIds: optional(array(text)),
} satisfies Rules<SeedRouteTable>);

const vpc = {
	id: text,
	regionId: text,
	cidrBlock: text,
	name: optional(string()),
	secondaryCidrBlocks: cidrs,
	ipv6CidrBlocks: cidrs,
	tags: optional(array(tag)),
	vSwitches: optional(array(vSwitch)),
	routeTables: optional(array(routeTable)),
	status: optional(picklist(["Pending", "Available"])),
} satisfies Rules<SeedVpc>;

/** One rule per member of {@link SeedPrefixList}. */
export const prefixListRules = {
	id: text,
	regionId: text,
	cidrBlocks: array(text),
	name: optional(string()),
	ipVersion: optional(picklist(["IPv4", "IPv6"])),
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

const cdt = {
	intra: optional(boolean()),
	crossBorder: optional(boolean()),
	linkTypes: optional(array(picklist(["Platinum", "Gold"]))),
	openedByCreate: optional(boolean()),
	refusesReopening: optional(boolean()),
} satisfies Rules<CdtState>;

const resourceGroup = { id: text, name: text } satisfies Rules<ResourceGroup>;

const account = {
	uid: pipe(string(), regex(/^[1-9]\d{0,18}$/, "must be the digits of an int64, as text")),
	accessKeyId: text,
	accessKeySecret: text,
	vpcs: array(strictObject(vpc)),
	prefixLists: optional(array(prefixList)),
	resourceGroups: pipe(array(strictObject(resourceGroup)), minLength(1, "must hold at least one group, the default")),
	cdt: optional(strictObject(cdt)),
	site: optional(picklist(["china", "international"])),
	bizStatus: optional(picklist(["Normal", "FinancialLocked"])),
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
