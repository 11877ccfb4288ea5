import { randomUUID } from "node:crypto";
import type { ApiClient } from "../../api/client";
import { unreadable } from "../../api/pages";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import {
	createRouteEntry,
	deleteRouteEntry,
	describeRouteEntries,
	describeRouteTables,
	type NewRouteEntry,
	type RouteEntry,
	type RouteTable,
} from "../../api/vpc-routes";
import { cloudCode } from "../../errors/api-error";
import { duplicateRouteCodes, goneEntryCodes, goneTableCodes } from "../../errors/codes/route-codes";
import { sameCidr } from "../../schema/cidr";
import type { Timeouts } from "../../schema/shared-inputs";
import { type EntryWait, waitForAvailable, waitForEntryGone, waitForRoutable } from "../../wait/route-entry";
import type { OperationOwner } from "../operation";
import type { Runtime } from "../runtime";
import { Session } from "../vpc-peer-connection/session";
import { pendingAcceptance } from "../vpc-peer-connection/state";
import { leadsTo } from "./route-conflict";

/** Between two tries to route to a connection that was seen Activated, but refuses still. */
const refusedPauseMs = 1_000;

/** An operation on the routes of one region. */
export class RouteSession extends Session {
	override readonly regionId: string;
	private readonly vpc: ApiClient;
	private readonly another: () => RouteSession;

	constructor(runtime: Runtime, owner: OperationOwner & { regionId: string }, operation: keyof Timeouts | "read") {
		super(runtime, owner, operation);
		this.regionId = owner.regionId;
		this.vpc = this.access.vpc(owner.regionId);
		this.another = () => new RouteSession(runtime, owner, operation);
	}

	/**
	 * Works on the routes of a VPC when no other resource of this process does: the cloud refuses two side by side with
	 * TaskConflict, for as long as the first entry is not Available. The time until its turn does not count, because all
	 * who are before it have deadlines of their own.
	 */
	inRouteTurn<T>(action: string, vpcId: string, work: (session: RouteSession) => Promise<T>): Promise<T> {
		const keys = [`routes of ${vpcId}`];
		const turn = { action, keys, onQueued: () => this.progress.queued(action, keys) };
		const patience = { ...this.limits, deadline: Number.MAX_SAFE_INTEGER };
		return this.runtime.operations.run(turn, patience, () => work(this.another()));
	}

	/** The client of the region's VPC product. */
	get client(): ApiClient {
		return this.vpc;
	}

	/** The connection, once routes can lead to it. */
	activated(instanceId: string): Promise<VpcPeerConnectionAttribute> {
		let last: VpcPeerConnectionAttribute | undefined;
		return waitForRoutable({
			...this.times((status) => {
				const acceptance = last === undefined ? undefined : pendingAcceptance(last);
				this.progress.waiting(instanceId, acceptance === undefined ? status : `${status}: ${acceptance}`);
			}),
			instanceId,
			observe: async () => {
				last = await this.find(instanceId);
				return last;
			},
		});
	}

	/** A route table; undefined when these credentials see none of this id in the region. */
	async table(routeTableId: string): Promise<RouteTable | undefined> {
		const tables = await describeRouteTables(this.vpc, { regionId: this.regionId, routeTableId }, this.limits);
		return tables.find((table) => table.routeTableId === routeTableId);
	}

	/** The route tables of a VPC that these credentials see. */
	tables(vpcId: string): Promise<RouteTable[]> {
		return describeRouteTables(this.vpc, { regionId: this.regionId, vpcId }, this.limits);
	}

	/** The custom entries of a table; undefined when there is no such table. */
	async entries(routeTableId: string): Promise<RouteEntry[] | undefined> {
		try {
			return await describeRouteEntries(this.vpc, { regionId: this.regionId, routeTableId }, this.limits);
		} catch (error) {
			if (goneTableCodes.has(cloudCode(error) ?? "")) {
				return undefined;
			}
			throw error;
		}
	}

	/** The entry of an id; undefined when the table has none, or is gone. */
	async entry(routeTableId: string, routeEntryId: string): Promise<RouteEntry | undefined> {
		return (await this.entries(routeTableId))?.find((entry) => entry.routeEntryId === routeEntryId);
	}

	/** The entry for a destination. */
	async entryTo(routeTableId: string, destinationCidrBlock: string): Promise<RouteEntry | undefined> {
		const entries = (await this.entries(routeTableId)) ?? [];
		return entries.find((entry) => sameCidr(entry.destinationCidrBlock, destinationCidrBlock));
	}

	/**
	 * Makes an entry, without waiting for it. `existing` is the entry that the table had already: it leads to the same
	 * connection where an answer was lost, and somewhere else where it is not ours.
	 */
	async makeEntry(
		wanted: Omit<NewRouteEntry, "regionId">,
	): Promise<{ routeEntryId: string } | { existing: RouteEntry; leadsHere: boolean }> {
		// A token serves one attempt to make the entry, however often it is sent: remembered longer, it would answer with the
		// id of an entry that was deleted since.
		const clientToken = randomUUID();
		for (;;) {
			try {
				const request = { ...wanted, regionId: this.regionId };
				const made = await createRouteEntry(this.vpc, request, clientToken, this.limits);
				if (made === undefined) {
					throw unreadable("CreateRouteEntry", "the answer has no RouteEntryId");
				}
				return { routeEntryId: made };
			} catch (error) {
				const existing = await this.existingAfter(error, wanted);
				if (existing !== undefined) {
					return { existing, leadsHere: leadsTo(existing, wanted.nextHopId) };
				}
			}
		}
	}

	/** The entry that is in the way; undefined when the request can be sent again. Any other failure is thrown. */
	private async existingAfter(
		error: unknown,
		wanted: Omit<NewRouteEntry, "regionId">,
	): Promise<RouteEntry | undefined> {
		const code = cloudCode(error) ?? "";
		if (duplicateRouteCodes.has(code)) {
			const existing = await this.entryTo(wanted.routeTableId, wanted.destinationCidrBlock);
			if (existing !== undefined) {
				return existing;
			}
		}
		// Only the connection can tell whether waiting helps: it does while it is being changed or accepted.
		if (code !== "IncorrectStatus.VpcPeer" || this.runtime.clock.now() >= this.deadline) {
			throw error;
		}
		await this.activated(wanted.nextHopId);
		await this.runtime.clock.sleep(refusedPauseMs);
		return undefined;
	}

	/** Waits until an entry is Available. */
	available(
		routeTableId: string,
		routeEntryId: string,
		isVisible: (entry: RouteEntry) => boolean = () => true,
	): Promise<RouteEntry> {
		return waitForAvailable({ ...this.waitForEntry(routeTableId, routeEntryId), isVisible });
	}

	/** Deletes an entry as it is now, and waits until it is not listed. One that is gone already counts as deleted. */
	async removeEntry(entry: RouteEntry): Promise<void> {
		const { routeTableId, routeEntryId } = entry;
		if (entry.status !== "Deleting") {
			if (entry.status !== "Available") {
				await this.available(routeTableId, routeEntryId);
			}
			const nextHopId = entry.nextHops[0]?.id ?? "";
			try {
				await deleteRouteEntry(this.vpc, { regionId: this.regionId, routeEntryId, nextHopId }, this.limits);
			} catch (error) {
				if (!goneEntryCodes.has(cloudCode(error) ?? "") && !goneTableCodes.has(cloudCode(error) ?? "")) {
					throw error;
				}
			}
		}
		await waitForEntryGone(this.waitForEntry(routeTableId, routeEntryId));
	}

	private waitForEntry(routeTableId: string, routeEntryId: string): EntryWait {
		const subject = `${routeEntryId} in ${routeTableId}`;
		return {
			...this.times((status) => this.progress.waiting(subject, status)),
			subject,
			observe: () => this.entry(routeTableId, routeEntryId),
		};
	}

	private times(onPending: (status: string) => void) {
		return { started: this.started, deadline: this.deadline, clock: this.runtime.clock, onPending };
	}
}
