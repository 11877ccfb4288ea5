import { createHash } from "node:crypto";
import type { RouteEntry } from "../../api/vpc-routes";
import type { MadeRoute } from "../../schema/vpc-peer-routes-state";
import type { Holder } from "../holders";
import type { Program } from "../program";
import { leadsTo } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import type { ClassInputs } from "../stored-state";
import { holderOf } from "./state";

/** What a mark tells of who made an entry. */
interface Mark {
	/** Undefined in marks of releases that wrote the resource alone. */
	readonly stack: string | undefined;
	readonly resource: string;
}

const intro = "Made by pulumi-alicloud-vpcpeer, ";
const form = /^Made by pulumi-alicloud-vpcpeer, (?:([0-9a-f]{8})-)?([0-9a-f]{16})$/;

/**
 * What every entry that this resource makes carries as its description. By it a run finds the entries again that an
 * earlier one made and had no time to write down, and tells them from those that people, other stacks and other resources of
 * the stack made.
 */
export function markOf({ __identity: identity = "" }: ClassInputs): string {
	return `${intro}${digest(stackOf(identity), 8)}-${digest(identity, 16)}`;
}

function readMark(entry: RouteEntry): Mark | undefined {
	const [, stack, resource] = form.exec(entry.description ?? "") ?? [];
	return resource === undefined ? undefined : { stack, resource };
}

/** Organization, stack and project of an identity. */
function stackOf(identity: string): string {
	return /^[^/]*\/urn:pulumi:[^:]+::[^:]+(?=::)/.exec(identity)?.[0] ?? identity;
}

function digest(text: string, length: number): string {
	return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** True for an entry that a `VpcPeerRoutes` of another stack made. */
export function isOfAnotherStack(entry: RouteEntry, { __identity: identity = "" }: ClassInputs): boolean {
	const mark = readMark(entry);
	return mark?.stack !== undefined && mark.stack !== digest(stackOf(identity), 8);
}

/** The `VpcPeerRoutes` of the program, as far as this run has seen it, that made an entry. */
export function declaredMaker(entry: RouteEntry, { identities }: Program): Holder | undefined {
	const mark = readMark(entry);
	const identity = identities.find((one) => digest(one, 16) === mark?.resource);
	return identity === undefined ? undefined : holderOf({ __identity: identity });
}

/** Whose the cloud's entries are, as one resource sees it. */
export interface Ownership {
	/** The resource's own: what its state holds, and what carries its mark. */
	isOwn(entry: RouteEntry): boolean;
	/** Carries the resource's mark, wherever it leads: an earlier connection's is in the way of none. */
	isMarkedOwn(entry: RouteEntry): boolean;
	/**
	 * Leads to the connection, and was made by a resource of the same stack that gives it up: the program, as far as this run
	 * has seen it, does not declare it (it got another name), or declares it for another place. Who wants the entry takes it
	 * over.
	 */
	isLeftBehind(entry: RouteEntry): boolean;
	/** Made by a resource of the same stack of which this run has not seen yet whether it keeps the entry. */
	isUndecided(entry: RouteEntry): boolean;
	/** Given up by another resource of the program in this very run, which has not come to it yet. */
	isOffered(entry: RouteEntry): boolean;
	/** Made by another resource of the same stack. */
	isOfStack(entry: RouteEntry): boolean;
	/** Made by a resource of another stack. */
	isOfAnotherStack(entry: RouteEntry): boolean;
	/** The other resources of the program that have the entry. */
	holdersOf(entry: RouteEntry): Holder[];
}

/** Tells whose entries are. `known` are those that the resource's state holds. */
export function ownership(
	{ holders, program }: Runtime,
	instanceId: string,
	inputs: ClassInputs,
	known: readonly MadeRoute[],
): Ownership {
	const { __identity: identity = "" } = inputs;
	const ids = new Set(known.map(({ routeEntryId }) => routeEntryId));
	const own: Mark = { stack: digest(stackOf(identity), 8), resource: digest(identity, 16) };
	const holder = holderOf(inputs);
	const holdersOf = (entry: RouteEntry) => holders.others(entry.routeEntryId, holder, { declared: true });
	const isOwn = (entry: RouteEntry) =>
		leadsTo(entry, instanceId) && (ids.has(entry.routeEntryId) || isMine(readMark(entry), own));
	const isOfStack = (entry: RouteEntry) => {
		const mark = readMark(entry);
		return !isOwn(entry) && mark !== undefined && mark.stack === own.stack && mark.resource !== own.resource;
	};
	const isDeclared = (entry: RouteEntry) => declaredMaker(entry, program) !== undefined;
	return {
		isOwn,
		isMarkedOwn: (entry) => isMine(readMark(entry), own),
		isOfStack,
		isOfAnotherStack: (entry) => isOfAnotherStack(entry, inputs),
		holdersOf,
		isOffered: (entry) => holders.isOffered(entry.routeEntryId) && holdersOf(entry).length === 0,
		isLeftBehind: (entry) =>
			isOfStack(entry) &&
			leadsTo(entry, instanceId) &&
			holdersOf(entry).length === 0 &&
			(holders.isOffered(entry.routeEntryId) || !isDeclared(entry)),
		isUndecided: (entry) =>
			isOfStack(entry) &&
			holdersOf(entry).length === 0 &&
			!holders.isOffered(entry.routeEntryId) &&
			(isDeclared(entry) || !leadsTo(entry, instanceId)),
	};
}

function isMine(mark: Mark | undefined, own: Mark): boolean {
	return mark?.resource === own.resource && (mark.stack === undefined || mark.stack === own.stack);
}
