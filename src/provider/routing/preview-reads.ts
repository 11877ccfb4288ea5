import type { CallLimits } from "../../api/call-limits";
import { systemClock } from "../../api/clock";
import type { CredentialReferences } from "../../api/credentials";
import { describePrefixList, type PrefixList } from "../../api/prefix-lists";
import { getVpcPeerConnectionAttribute } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { describeRouteEntries, describeRouteTables, type RouteEntry, type RouteTable } from "../../api/vpc-routes";
import { isDead } from "../../schema/status";
import { believe } from "../../wait/belief";
import { orNotFound } from "../../wait/not-found";
import { journalOf, type ResourceJournal } from "../journal";
import { type Budget, timeIsUp } from "../preflight/budget";
import { whyNot } from "../preflight/facts";
import type { CloudAccess, Runtime } from "../runtime";

/**
 * What previews read about routes, each thing once for all resources of the run that use the same credentials, within
 * the time that all reviews share.
 */
export class PreviewReads {
	private readonly access: CloudAccess;
	private readonly budget: Budget;
	private readonly known = new Map<string, Promise<unknown>>();

	constructor(access: CloudAccess, budget: Budget) {
		this.access = access;
		this.budget = budget;
	}

	/** The connection; undefined when these credentials see none. That it is gone or dead is said only when it is sure. */
	connection(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return this.once(instanceId, (limits) =>
			believe(
				() => orNotFound(getVpcPeerConnectionAttribute(this.access.vpcPeer, instanceId, limits)),
				(seen) => seen === undefined || isDead(seen.status),
				limits.clock ?? systemClock,
			),
		);
	}

	/** The route tables of a region. That one is not there which the caller knows is said only when it is sure. */
	tables(regionId: string, known: ReadonlySet<string> = new Set()): Promise<RouteTable[]> {
		const key = `tables ${regionId}`;
		const read = (limits: CallLimits) => describeRouteTables(this.access.vpc(regionId), { regionId }, limits);
		let looks = 0;
		return believe(
			() => {
				looks += 1;
				return looks === 1 ? this.once(key, read) : this.anew(key, read);
			},
			(seen) => {
				const there = new Set(seen.map(({ routeTableId }) => routeTableId));
				return [...known].filter((id) => !there.has(id)).join() || undefined;
			},
			this.budget.limits.clock ?? systemClock,
		);
	}

	/** The custom entries of a table. */
	entries(regionId: string, routeTableId: string): Promise<RouteEntry[]> {
		return this.once(`entries ${routeTableId}`, (limits) =>
			describeRouteEntries(this.access.vpc(regionId), { regionId, routeTableId }, limits),
		);
	}

	/** A prefix list of a region; undefined when these credentials see none. That there is none is said only when it is sure. */
	prefixList(regionId: string, prefixListId: string): Promise<PrefixList | undefined> {
		return this.once(`prefix list ${prefixListId}`, (limits) =>
			believe(
				() => describePrefixList(this.access.vpc(regionId), { regionId, prefixListId }, limits),
				(seen) => seen === undefined,
				limits.clock ?? systemClock,
			),
		);
	}

	private once<T>(key: string, read: (limits: CallLimits) => Promise<T>): Promise<T> {
		return (this.known.get(key) as Promise<T> | undefined) ?? this.anew(key, read);
	}

	private anew<T>(key: string, read: (limits: CallLimits) => Promise<T>): Promise<T> {
		const reading = read(this.budget.limits);
		this.known.set(key, reading);
		return reading;
	}
}

const readsOf = new WeakMap<CloudAccess, PreviewReads>();

/** What a resource gives so that a preview can look for it. */
export type Looker = CredentialReferences & { readonly __identity?: string | undefined };

/**
 * Looks at the cloud for a resource, within the budget. Where that can't be (no permission, no answer, no time left) it
 * is said once and undefined comes back: a preview goes on without.
 */
export async function lookAhead<T>(
	runtime: Runtime,
	looker: Looker,
	look: (reads: PreviewReads, journal: ResourceJournal) => Promise<T>,
): Promise<T | undefined> {
	const budget = runtime.preflight.budget;
	if (budget === undefined) {
		return undefined;
	}
	const access = runtime.access({ profile: looker.profile, assumeRole: looker.assumeRole });
	// Shared in a preview only: in a run, what was read may have been changed since by another resource.
	const reads = (runtime.isPreview ? readsOf.get(access) : undefined) ?? new PreviewReads(access, budget);
	readsOf.set(access, reads);
	const journal = journalOf(runtime.journal, looker.__identity);
	function warn(message: string): undefined {
		if (runtime.isNews(message)) {
			journal.warn(message);
		}
		return undefined;
	}
	// Where only one product was sent elsewhere, the other's host would get keys that are not meant for it.
	if (access.cloudOf("Vpc") !== access.cloudOf("VpcPeer")) {
		return undefined;
	}
	try {
		const seen = await budget.within(look(reads, journal));
		return seen === timeIsUp ? warn(budget.usedUp) : seen;
	} catch (error) {
		return warn(whyNot("the routes", "vpc:DescribeRouteEntryList", error));
	}
}
