import { randomUUID } from "node:crypto";
import type { ApiClient } from "../../api/client";
import { describePrefixList, type PrefixList } from "../../api/prefix-lists";
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
import { goneEntryCodes, goneTableCodes } from "../../errors/codes/route-codes";
import { duplicateRouteCodes } from "../../errors/codes/route-taken-codes";
import { UnexpectedStatusError } from "../../errors/wait-error";
import { sameCidr } from "../../schema/cidr";
import type { Timeouts } from "../../schema/shared-inputs";
import { believe, pausesToConfirm, type Surprise } from "../../wait/belief";
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
	/** Entries that this operation removed, by table. */
	private readonly removed = new Map<string, Set<string>>();

	constructor(runtime: Runtime, owner: OperationOwner & { regionId: string }, operation: keyof Timeouts | "read") {
		super(runtime, owner, operation);
		this.regionId = owner.regionId;
		this.vpc = this.access.vpc(owner.regionId);
		this.another = () => new RouteSession(runtime, owner, operation);
	}

	/**
	 * Works on the routes of a VPC when no other resource of this process does: the cloud refuses two side by side with
	 * TaskConflict, for as long as the first entry is not Available. The time until its turn does not count, because all
	 * who are before it have deadlines of their own. What it removed is looked for once more when others have their turn.
	 */
	async inRouteTurn<T>(action: string, vpcId: string, work: (session: RouteSession) => Promise<T>): Promise<T> {
		const keys = [`routes of ${vpcId}`];
		const turn = { action, keys, onQueued: () => this.progress.queued(action, keys) };
		const patience = { ...this.limits, deadline: Number.MAX_SAFE_INTEGER };
		const { session, result } = await this.runtime.operations.run(turn, patience, async () => {
			const own = this.another();
			return { session: own, result: await work(own) };
		});
		await session.makeSureOfRemoved();
		return result;
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
			known: this.lastStatus(instanceId),
		});
	}

	/** A route table; undefined when these credentials see none of this id in the region. */
	table(routeTableId: string): Promise<RouteTable | undefined> {
		return this.lookSurely(async () => {
			const tables = await describeRouteTables(this.vpc, { regionId: this.regionId, routeTableId }, this.limits);
			return tables.find((table) => table.routeTableId === routeTableId);
		});
	}

	/** A prefix list of the region; undefined when these credentials see none of this id. */
	prefixList(prefixListId: string): Promise<PrefixList | undefined> {
		return this.lookSurely(() => describePrefixList(this.vpc, { regionId: this.regionId, prefixListId }, this.limits));
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

	/**
	 * The same for decisions: an absence, or what else is surprising, is believed only when it is said several times in a
	 * row. `tableFound` is false when these credentials see no such table.
	 */
	async entrySurely(
		routeTableId: string,
		routeEntryId: string,
		surpriseIn: (entry: RouteEntry) => Surprise = () => false,
	): Promise<{ tableFound: boolean; entry: RouteEntry | undefined }> {
		return this.lookSurely(
			async () => {
				const entries = await this.entries(routeTableId);
				const entry = entries?.find((one) => one.routeEntryId === routeEntryId);
				return { tableFound: entries !== undefined, entry };
			},
			({ tableFound, entry }) => (entry === undefined ? `absent, table: ${tableFound}` : surpriseIn(entry)),
		);
	}

	/** The entry for a destination; looked for more than once, as most who ask know of one. */
	entryTo(routeTableId: string, destinationCidrBlock: string): Promise<RouteEntry | undefined> {
		return this.lookSurely(async () =>
			(await this.entries(routeTableId))?.find((one) => sameCidr(one.destinationCidrBlock, destinationCidrBlock)),
		);
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
				return { routeEntryId: await createRouteEntry(this.vpc, request, clientToken, this.limits) };
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
			if (existing?.status === "Deleting") {
				await this.gone(existing);
				return undefined;
			}
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

	/** Waits until an entry is Available, and shows what `isVisible` asks for. One that was seen before can be found gone. */
	available(
		routeTableId: string,
		routeEntryId: string,
		options: { isVisible?: (entry: RouteEntry) => boolean; foundBefore?: boolean } = {},
	): Promise<RouteEntry> {
		return waitForAvailable({ ...this.waitForEntry(routeTableId, routeEntryId), ...options });
	}

	/**
	 * Deletes an entry as it is now, and waits until it is not listed. One that is gone already counts as deleted. Whether it
	 * is gone for certain is looked at when the turn is over: an answer out of date may have left it out, and as long as it
	 * is there, the cloud refuses to delete the connection that it leads to.
	 */
	async removeEntry(entry: RouteEntry): Promise<void> {
		if (await this.isDeletable(entry)) {
			await this.sendDelete(entry);
		}
		await this.gone(entry);
		const { routeTableId, routeEntryId } = entry;
		this.removed.set(routeTableId, (this.removed.get(routeTableId) ?? new Set()).add(routeEntryId));
	}

	/** False for an entry that goes by itself, or has gone. */
	private async isDeletable({ routeTableId, routeEntryId, status }: RouteEntry): Promise<boolean> {
		if (status === "Available" || status === "Deleting") {
			return status === "Available";
		}
		try {
			await this.available(routeTableId, routeEntryId, { foundBefore: true });
			return true;
		} catch (error) {
			if (error instanceof UnexpectedStatusError) {
				return false;
			}
			throw error;
		}
	}

	/**
	 * Sends the request, again while the cloud refuses it because of the connection's status: that passes when a change of the
	 * connection has ended, or its deletion by the other account. No document names the code here; another client meets it
	 * (cloud-facts A3).
	 */
	private async sendDelete({ routeTableId, routeEntryId, nextHops }: RouteEntry): Promise<void> {
		const nextHopId = nextHops[0]?.id ?? "";
		for (;;) {
			try {
				return await deleteRouteEntry(this.vpc, { regionId: this.regionId, routeEntryId, nextHopId }, this.limits);
			} catch (error) {
				const code = cloudCode(error) ?? "";
				if (goneEntryCodes.has(code) || goneTableCodes.has(code)) {
					return;
				}
				if (code !== "IncorrectStatus.VpcPeer" || this.runtime.clock.now() >= this.deadline) {
					throw error;
				}
			}
			this.progress.waiting(`${routeEntryId} in ${routeTableId}`, `${nextHopId} is being changed`);
			await this.runtime.clock.sleep(refusedPauseMs);
		}
	}

	/** Waits until an entry is not listed, as far as the next change of the VPC's routes has to wait for that. */
	private gone({ routeTableId, routeEntryId }: RouteEntry): Promise<void> {
		return waitForEntryGone({ ...this.waitForEntry(routeTableId, routeEntryId), surely: false });
	}

	/** Looks again for what was removed, and goes on waiting where an entry is listed after all. */
	private async makeSureOfRemoved(): Promise<void> {
		const tables = [...this.removed].map(async ([routeTableId, ids]) => {
			const listed = async () => (await this.entries(routeTableId))?.find(({ routeEntryId }) => ids.has(routeEntryId));
			const isAbsent = (entry: RouteEntry | undefined) => entry === undefined;
			const entry = await believe(listed, isAbsent, this.runtime.clock, pausesToConfirm, true);
			if (entry !== undefined) {
				const wait = this.waitForEntry(routeTableId, entry.routeEntryId);
				await waitForEntryGone({ ...wait, observe: listed, surely: true });
			}
		});
		await Promise.all(tables);
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
