import {
	array,
	boolean,
	type GenericSchema,
	getDotPath,
	minLength,
	optional,
	picklist,
	pipe,
	regex,
	safeParse,
	strictObject,
	string,
} from "valibot";
import type { CdtState, ResourceGroup, Tag } from "./model";
import type { VSwitch } from "./routing-model";
import type { Seed, SeedAccount, SeedRouteTable, SeedVpc } from "./seed";

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

const cdt = {
	intra: optional(boolean()),
	crossBorder: optional(boolean()),
	linkTypes: optional(array(picklist(["Platinum", "Gold"]))),
} satisfies Rules<CdtState>;

const resourceGroup = { id: text, name: text } satisfies Rules<ResourceGroup>;

const account = {
	uid: pipe(string(), regex(/^[1-9]\d{0,18}$/, "must be the digits of an int64, as text")),
	accessKeyId: text,
	accessKeySecret: text,
	vpcs: array(strictObject(vpc)),
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
