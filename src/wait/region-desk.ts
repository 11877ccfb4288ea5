import type { CallLimits } from "../api/call-limits";
import type { ApiClient } from "../api/client";
import type { Clock } from "../api/clock";
import type { Allowance } from "../api/limits/window-budget";
import { getVpcPeerConnectionAttribute, listVpcPeerConnections } from "../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { ApiError } from "../errors/api-error";
import { orNotFound } from "./not-found";
import { sharing } from "./sharing";
import { Unlisted } from "./unlisted";
import { type Snapshot, Watchers } from "./watchers";

/** What a look at a connection saw; undefined: the cloud says that it is not there. */
export type Seen = VpcPeerConnectionAttribute | undefined;

/** A wait for one connection, while it lasts. What others learn of the connection meanwhile wakes it up. */
export interface Watch {
	/** A look that was sent after the watch's last one, perhaps by another watch. */
	look(limits: CallLimits): Promise<Seen>;
	/** Waits this long, or until there is news of the connection. */
	pause(ms: number): Promise<void>;
	/** How many looks the cloud still takes; undefined where its limit is not known. */
	allowance(): Allowance | undefined;
	end(): void;
}

interface Ask {
	readonly instanceId: string;
	readonly limits: CallLimits;
	readonly at: number;
	/** An answer of the last minute is good enough. */
	readonly recent: boolean;
	readonly answer: (seen: Seen | Promise<Seen>) => void;
}

/** A list that has been asked for, and not answered yet. */
interface Listing {
	readonly started: number;
	readonly deadline: number;
	readonly snapshot: Promise<Snapshot | undefined>;
}

/** Until when a list may take, for one who has this long: half of the haste remains for a Get. */
function latestList({ deadline }: CallLimits): number {
	return deadline - sharing.haste / 2;
}

/** The looks at the connections of one region with one set of credentials. */
export class RegionDesk {
	private readonly client: () => ApiClient;
	private readonly clock: Clock;
	private readonly regionId: string;
	private readonly debug: (line: string) => void;
	private asks: Ask[] = [];
	private readonly watchers = new Watchers();
	private readonly unlisted = new Unlisted();
	/** What Gets are under way for. */
	private readonly asked = new Set<string>();
	private working = false;
	private total: number | undefined;
	private mayList: boolean;
	private lastWrite = Number.NEGATIVE_INFINITY;
	private snapshot: Snapshot | undefined;
	private listing: Listing | undefined;
	/** Gets of the refresh that seems to be going on. */
	private burst = { gets: 0, last: Number.NEGATIVE_INFINITY };

	constructor(options: {
		client: () => ApiClient;
		clock: Clock;
		/** Empty: not known, so that there is nothing to list. */
		regionId: string;
		debug: (line: string) => void;
	}) {
		this.client = options.client;
		this.clock = options.clock;
		this.regionId = options.regionId;
		this.debug = options.debug;
		this.mayList = options.regionId !== "";
	}

	ask(instanceId: string, limits: CallLimits, recent: boolean): Promise<Seen> {
		const now = this.clock.now();
		const known = recent ? this.recall(instanceId) : undefined;
		if (known !== undefined) {
			return Promise.resolve(known);
		}
		// Alone with a connection, or in haste, or without a list: nothing to share.
		const alone = !recent && !this.working && this.audience([instanceId, ...this.asked]).length <= sharing.fewest;
		if (alone || !this.mayList || this.unlisted.has(instanceId) || limits.deadline - now < sharing.haste) {
			return this.get(instanceId, limits);
		}
		return new Promise((resolve) => {
			this.asks.push({ instanceId, limits, at: now, recent, answer: resolve });
			if (!this.working) {
				this.working = true;
				void this.work();
			}
		});
	}

	watch(instanceId: string): Watch {
		const watcher = this.watchers.add(instanceId, this.clock.now());
		return {
			look: async (limits) => {
				const { news, pausedAt } = watcher;
				watcher.news = undefined;
				watcher.pausedAt = undefined;
				const known = news ?? (await this.onItsWay(instanceId, pausedAt, limits));
				if (known !== undefined) {
					return known;
				}
				watcher.knows = this.clock.now();
				return this.ask(instanceId, limits, false);
			},
			pause: async (ms) => {
				if (watcher.news === undefined) {
					watcher.pausedAt = this.clock.now();
					watcher.wake = new AbortController();
					await this.clock.sleep(ms, watcher.wake.signal);
					watcher.wake = undefined;
				}
			},
			allowance: () =>
				this.isListCheaper(this.audience([]).length)
					? this.client().allowance("ListVpcPeerConnections", this.regionId)
					: this.client().allowance("GetVpcPeerConnectionAttribute"),
			end: () => {
				this.watchers.remove(instanceId, watcher);
			},
		};
	}

	wrote(): void {
		this.lastWrite = this.clock.now();
		this.snapshot = undefined;
	}

	private recall(instanceId: string): Seen {
		if (this.snapshot !== undefined && this.clock.now() - this.snapshot.started > sharing.recent) {
			this.snapshot = undefined;
		}
		return this.snapshot?.connections.get(instanceId);
	}

	/**
	 * What the list will say that another asked for during the watch's pause, had it come a moment earlier: pauses that
	 * began together end close together, and a list for each would be wasted.
	 */
	private async onItsWay(instanceId: string, pausedAt: number | undefined, limits: CallLimits): Promise<Seen> {
		const { listing } = this;
		if (listing === undefined || pausedAt === undefined || listing.started < pausedAt) {
			return undefined;
		}
		return listing.deadline > latestList(limits) ? undefined : (await listing.snapshot)?.connections.get(instanceId);
	}

	/** All that an answer of the list is of use to: those who ask, and those who watch. */
	private audience(asking: readonly string[]): string[] {
		return [...new Set([...asking, ...this.watchers.instanceIds])].filter((id) => !this.unlisted.has(id));
	}

	private get pages(): number {
		return Math.max(1, Math.ceil((this.total ?? 1) / sharing.pageSize));
	}

	private isListCheaper(gets: number): boolean {
		return this.mayList && gets > sharing.fewest && gets >= sharing.factor * this.pages;
	}

	/**
	 * Reads come one after another as the engine goes through the stack, so how many will follow is not known. Once their
	 * Gets have cost as much as the list would, the list is bought: at worst that is twice the best.
	 */
	private isWorthForRefresh(asks: readonly Ask[]): boolean {
		const recent = asks.filter((ask) => ask.recent).length;
		const before = this.clock.now() - this.burst.last > sharing.recent ? 0 : this.burst.gets;
		return recent > 0 && before + recent > Math.max(sharing.fewest, this.pages - 1);
	}

	private async work(): Promise<void> {
		try {
			while (this.asks.length > 0) {
				await this.clock.sleep(sharing.window);
				const asks = this.asks;
				this.asks = [];
				await this.answer(asks);
			}
		} finally {
			this.working = false;
		}
	}

	/** Answers all of them: with a list, or with a Get each. Never throws; an ask fails with its own Get. */
	private async answer(asks: readonly Ask[]): Promise<void> {
		const audience = this.audience(asks.map(({ instanceId }) => instanceId)).length;
		let listed: Snapshot | undefined;
		const waiting = asks.filter((ask) => !(ask.recent && this.answerFrom(this.snapshot, ask)));
		if (this.mayList && waiting.length > 0 && (this.isListCheaper(audience) || this.isWorthForRefresh(waiting))) {
			listed = await this.list(waiting, audience);
		}
		const missing = waiting.filter((ask) => !this.answerFrom(listed, ask));
		for (const ask of missing) {
			// What the list does not have is asked for by its id before it is believed gone.
			ask.answer(this.getUnlisted(ask, listed));
		}
		this.countBurst(missing);
	}

	private countBurst(missing: readonly Ask[]): void {
		const now = this.clock.now();
		const gets = missing.filter((ask) => ask.recent).length;
		this.burst = { gets: gets + (now - this.burst.last > sharing.recent ? 0 : this.burst.gets), last: now };
	}

	private answerFrom(snapshot: Snapshot | undefined, ask: Ask): boolean {
		const seen = snapshot?.connections.get(ask.instanceId);
		if (seen !== undefined) {
			ask.answer(seen);
		}
		return seen !== undefined;
	}

	private async getUnlisted({ instanceId, limits }: Ask, listed: Snapshot | undefined): Promise<Seen> {
		const seen = await this.get(instanceId, limits);
		const complete = listed !== undefined && listed.connections.size >= (this.total ?? 0);
		if (seen !== undefined && complete) {
			this.unlisted.missed(instanceId);
		}
		return seen;
	}

	private async get(instanceId: string, limits: CallLimits): Promise<Seen> {
		this.asked.add(instanceId);
		try {
			return await orNotFound(getVpcPeerConnectionAttribute(this.client(), instanceId, limits));
		} finally {
			this.asked.delete(instanceId);
		}
	}

	private async list(asks: readonly Ask[], audience: number): Promise<Snapshot | undefined> {
		const started = this.clock.now();
		// Each must have the time left to ask by itself when the list does not come.
		const deadline = Math.min(started + sharing.listPatience, ...asks.map(({ limits }) => latestList(limits)));
		const snapshot = this.listUntil({ started, deadline }, asks, audience);
		this.listing = { started, deadline, snapshot };
		try {
			return await snapshot;
		} finally {
			this.listing = undefined;
		}
	}

	private async listUntil(
		{ started, deadline }: Omit<Listing, "snapshot">,
		asks: readonly Ask[],
		audience: number,
	): Promise<Snapshot | undefined> {
		try {
			const found = await listVpcPeerConnections(
				this.client(),
				{ regionId: this.regionId },
				{
					clock: this.clock,
					deadline,
					onRetry: (error, pauseMs) => asks[0]?.limits.onRetry?.(error, pauseMs),
					onHeld: (reason, heldMs, action) => asks[0]?.limits.onHeld?.(reason, heldMs, action),
					// Anything but "too many requests" is left: a Get each may do better, or says what is wrong.
					leave: ({ failure }) => failure.retry !== "throttled",
				},
				(total) => {
					this.total = total;
					return this.isListCheaper(audience) || this.isWorthForRefresh(asks);
				},
			);
			const snapshot = { started, connections: new Map(found.map((one) => [one.instanceId, one])) };
			this.publish(snapshot);
			return snapshot;
		} catch (error) {
			this.debug(`ListVpcPeerConnections of ${this.regionId} can't be shared: ${(error as Error).message}`);
			// A refusal will not change while this process lives, and no Get depends on it.
			this.mayList = !(error instanceof ApiError && error.failure.retry === "none");
			return undefined;
		}
	}

	private publish(snapshot: Snapshot): void {
		if (snapshot.started > this.lastWrite) {
			this.snapshot = snapshot;
		}
		this.unlisted.listed(snapshot.connections.keys());
		this.watchers.tell(snapshot);
	}
}
