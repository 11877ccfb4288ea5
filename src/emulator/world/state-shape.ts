import {
	array,
	boolean,
	type GenericIssue,
	literal,
	maxValue,
	minLength,
	minValue,
	nullable,
	number,
	object,
	optional,
	picklist,
	pipe,
	record,
	safeParse,
	string,
	tuple,
	union,
} from "valibot";
import { type Phase, statuses } from "../status";
import { MAX_DURATION_MS, MAX_TIME } from "../time-bounds";
import type {
	AccountRecord,
	ConnectionRecord,
	OwnerView,
	Quotas,
	SessionRecord,
	TokenRecord,
	VpcRecord,
	WorldState,
} from "./model";
import type { NextHop, PrefixListRecord, RouteEntryRecord, RouteTableRecord } from "./routing-model";
import type { Rules } from "./rules";
import * as rules from "./rules";
import { findDangling } from "./state-references";

const time = pipe(
	number(),
	minValue(0, "must be 0 or more"),
	maxValue(MAX_TIME, "must be a time before the year 9999"),
);
/** The API writes it: see MAX_TIME. */
const end = pipe(number(), minValue(0, "must be 0 or more"), maxValue(MAX_TIME + MAX_DURATION_MS, "is no time"));
const count = pipe(number(), minValue(0, "must be 0 or more"));
const status = picklist(statuses);
const account = object({
	uid: rules.uid,
	accessKeyId: rules.text,
	accessKeySecret: rules.text,
	site: rules.site,
	bizStatus: rules.bizStatus,
	cdt: object(rules.cdt),
	linkTypes: array(rules.linkType),
	resourceGroups: pipe(array(rules.resourceGroup), minLength(1, "must hold at least one group")),
	deniedActions: array(string()),
} satisfies Rules<AccountRecord>);

const vpc = object({
	id: rules.text,
	regionId: rules.text,
	ownerUid: rules.uid,
	name: string(),
	cidrBlock: rules.range,
	secondaryCidrBlocks: array(rules.range),
	ipv6CidrBlocks: array(rules.range),
	createdAt: time,
	tags: array(rules.tag),
	vSwitches: array(rules.vSwitch),
	status: rules.vpcStatus,
	bizStatus: rules.bizStatus,
	cloudBox: boolean(),
	sharedWith: array(string()),
} satisfies Rules<VpcRecord>);

const phase = object({
	during: nullable(status),
	// It may lie a little after the latest time that a clock can have.
	settlesAt: count,
	next: status,
	expiresAt: end,
} satisfies Rules<Phase>);

const view = object({ resourceGroupId: string(), tags: array(rules.tag) } satisfies Rules<OwnerView>);

const connection = object({
	id: rules.text,
	ownerUid: rules.uid,
	regionId: rules.text,
	vpcId: rules.text,
	acceptingOwnerUid: rules.uid,
	acceptingRegionId: rules.text,
	acceptingVpcId: rules.text,
	createdAt: time,
	modifiedAt: time,
	name: string(),
	description: string(),
	// -1: no limit inside a region.
	bandwidth: number(),
	linkType: union([rules.linkType, literal("")]),
	bizStatus: rules.bizStatus,
	managedService: string(),
	phase,
	views: record(string(), view),
} satisfies Rules<ConnectionRecord>);

const routeTable = object({
	id: rules.text,
	vpcId: rules.text,
	type: picklist(["System", "Custom"]),
	associateType: picklist(["VSwitch", "Gateway"]),
	createdAt: time,
	status: picklist(["Pending", "Available", "Deleting"]),
	name: string(),
	description: string(),
	tags: array(rules.tag),
	vSwitchIds: array(string()),
} satisfies Rules<RouteTableRecord>);

const nextHop = object({ id: rules.text, type: rules.text, weight: count } satisfies Rules<NextHop>);

const routeEntry = object({
	id: rules.text,
	routeTableId: rules.text,
	destinationCidrBlock: rules.text,
	createdAt: time,
	modifiedAt: time,
	name: string(),
	description: string(),
	nextHops: pipe(array(nextHop), minLength(1, "must hold at least one next hop")),
	task: object({ status: picklist(["Pending", "Modifying", "Deleting"]), settlesAt: count }),
} satisfies Rules<RouteEntryRecord>);

const prefixList = object({
	id: rules.text,
	regionId: rules.text,
	ownerUid: rules.uid,
	name: string(),
	ipVersion: rules.ipVersion,
	cidrBlocks: array(rules.range),
	maxEntries: count,
	createdAt: time,
} satisfies Rules<PrefixListRecord>);

const token = object({
	uid: rules.uid,
	action: string(),
	token: string(),
	parameters: string(),
	usedAt: time,
	answer: record(string(), union([string(), boolean()])),
} satisfies Rules<TokenRecord>);

const session = object({
	accessKeyId: rules.text,
	accessKeySecret: rules.text,
	securityToken: rules.text,
	uid: rules.uid,
	roleName: string(),
	sessionName: string(),
	expiresAt: end,
} satisfies Rules<SessionRecord>);

const quotas = {
	intraRegionPerVpc: count,
	crossRegionPerVpc: count,
	perAccountPerRegion: count,
	perVpc: count,
	crossRegionBandwidth: count,
	crossBorderBandwidth: count,
	routeEntriesPerTable: count,
} satisfies Rules<Quotas>;

const world = object({
	version: literal(3),
	accounts: array(account),
	vpcs: array(vpc),
	connections: array(connection),
	routeTables: array(routeTable),
	routeEntries: array(routeEntry),
	prefixLists: array(prefixList),
	routerInterfaces: array(tuple([string(), string()])),
	unsupportedRegions: array(string()),
	ipv4OnlyRegions: array(string()),
	requesterTagsForAll: boolean(),
	regionLinkTypes: record(string(), array(rules.linkType)),
	quotas: object(quotas),
	tokens: array(token),
	sessions: array(session),
	clockOffsetMs: optional(time),
} satisfies Rules<WorldState>);

/** What keeps a parsed state file from being used, or undefined when it is sound. Quotes nothing of it: it holds keys. */
export function findDamage(value: unknown): string | undefined {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return "it is not an object";
	const { version } = value as { version?: unknown };
	if (version !== 3) {
		const named = typeof version === "number" ? `its version is ${version}` : "it names no version";
		return `${named}, this emulator reads versions 1 to 3`;
	}
	const result = safeParse(world, value);
	return result.success ? findDangling(result.output as WorldState) : described(result.issues[0]);
}

function described(issue: GenericIssue): string {
	const at = placeOf(issue);
	if (issue.kind === "validation") return `${at} ${issue.message}`;
	// What is absent is reported by its object, with the name as what was expected.
	if (issue.type === "object" && issue.expected?.startsWith('"')) return `${at} is missing`;
	const choice = issue.type === "picklist" || issue.type === "literal" || issue.type === "union";
	return `${at} is not ${choice ? "one of" : "of type"} ${choice ? issue.expected : issue.type}`;
}

/** Such as `connections[0].phase`. Names that nobody foresaw are quoted: they may hold anything. */
function placeOf({ path }: GenericIssue): string {
	const steps = (path ?? []).map(({ key }) => {
		if (typeof key === "number") return `[${key}]`;
		return /^\w+$/.test(String(key)) ? `.${key}` : `[${JSON.stringify(key)}]`;
	});
	return `state${steps.join("")}`;
}
