import type { AccountRecord, ConnectionRecord, SessionRecord, TokenRecord, VpcRecord, WorldState } from "./model";
import type { PrefixListRecord, RouteEntryRecord, RouteTableRecord } from "./routing-model";

type Kind = "string" | "number" | "boolean" | "object" | "array";

/** The fields that every file has: a later one is optional. */
type Shape<Type> = { [Field in keyof Type as undefined extends Type[Field] ? never : Field]: Kind };

const account: Shape<AccountRecord> = {
	uid: "string",
	accessKeyId: "string",
	accessKeySecret: "string",
	site: "string",
	bizStatus: "string",
	cdt: "object",
	linkTypes: "array",
	resourceGroups: "array",
	deniedActions: "array",
};

const vpc: Shape<VpcRecord> = {
	id: "string",
	regionId: "string",
	ownerUid: "string",
	name: "string",
	cidrBlock: "string",
	secondaryCidrBlocks: "array",
	ipv6CidrBlocks: "array",
	createdAt: "number",
	tags: "array",
	vSwitches: "array",
	status: "string",
	bizStatus: "string",
	cloudBox: "boolean",
	sharedWith: "array",
};

const connection: Shape<ConnectionRecord> = {
	id: "string",
	ownerUid: "string",
	regionId: "string",
	vpcId: "string",
	acceptingOwnerUid: "string",
	acceptingRegionId: "string",
	acceptingVpcId: "string",
	createdAt: "number",
	modifiedAt: "number",
	name: "string",
	description: "string",
	bandwidth: "number",
	linkType: "string",
	bizStatus: "string",
	managedService: "string",
	phase: "object",
	views: "object",
};

const routeTable: Shape<RouteTableRecord> = {
	id: "string",
	vpcId: "string",
	type: "string",
	associateType: "string",
	createdAt: "number",
	status: "string",
	name: "string",
	description: "string",
	tags: "array",
	vSwitchIds: "array",
};

const routeEntry: Shape<RouteEntryRecord> = {
	id: "string",
	routeTableId: "string",
	destinationCidrBlock: "string",
	createdAt: "number",
	modifiedAt: "number",
	name: "string",
	description: "string",
	nextHops: "array",
	task: "object",
};

const prefixList: Shape<PrefixListRecord> = {
	id: "string",
	regionId: "string",
	ownerUid: "string",
	name: "string",
	ipVersion: "string",
	cidrBlocks: "array",
	maxEntries: "number",
	createdAt: "number",
};

const token: Shape<TokenRecord> = {
	uid: "string",
	action: "string",
	token: "string",
	parameters: "string",
	usedAt: "number",
	answer: "object",
};

const session: Shape<SessionRecord> = {
	accessKeyId: "string",
	accessKeySecret: "string",
	securityToken: "string",
	uid: "string",
	roleName: "string",
	sessionName: "string",
	expiresAt: "number",
};

const world: Shape<WorldState> = {
	version: "number",
	accounts: "array",
	vpcs: "array",
	connections: "array",
	routeTables: "array",
	routeEntries: "array",
	prefixLists: "array",
	routerInterfaces: "array",
	unsupportedRegions: "array",
	ipv4OnlyRegions: "array",
	requesterTagsForAll: "boolean",
	regionLinkTypes: "object",
	quotas: "object",
	tokens: "array",
	sessions: "array",
};

const records: Record<string, Record<string, Kind>> = {
	accounts: account,
	vpcs: vpc,
	connections: connection,
	routeTables: routeTable,
	routeEntries: routeEntry,
	prefixLists: prefixList,
	tokens: token,
	sessions: session,
};

/** What keeps a parsed state file from being used, or undefined when it is sound. */
export function findDamage(value: unknown): string | undefined {
	if (kindOf(value) !== "object") return "it is not an object";
	const state = value as Record<string, unknown>;
	if (state["version"] !== 3)
		return `its version is ${JSON.stringify(state["version"])}, this emulator reads versions 1 to 3`;
	const damage = firstMismatch(state, world, "state");
	if (damage !== undefined) return damage;
	for (const [field, shape] of Object.entries(records)) {
		for (const [index, record] of (state[field] as unknown[]).entries()) {
			const mismatch = firstMismatch(record, shape, `${field}[${index}]`);
			if (mismatch !== undefined) return mismatch;
		}
	}
	return undefined;
}

function firstMismatch(value: unknown, shape: Record<string, Kind>, at: string): string | undefined {
	if (kindOf(value) !== "object") return `${at} is not an object`;
	for (const [field, kind] of Object.entries(shape)) {
		if (kindOf((value as Record<string, unknown>)[field]) !== kind) return `${at}.${field} is not of type ${kind}`;
	}
	return undefined;
}

function kindOf(value: unknown): Kind | undefined {
	if (Array.isArray(value)) return "array";
	if (value === null) return undefined;
	const kind = typeof value;
	return kind === "string" || kind === "number" || kind === "boolean" || kind === "object" ? kind : undefined;
}
