import type { CallLimits } from "../api/call-limits";
import type { ApiClient } from "../api/client";
import { type Clock, systemClock } from "../api/clock";
import { RegionDesk, type Seen, type Watch } from "./region-desk";

/**
 * Where all that look at connections with one set of credentials meet. Alone, a look is one Get. Where many look at
 * connections of one region, they share the pages of one List, if those are fewer (`region-desk.ts` has the sums).
 * * docs/decisions/0010-shared-looks.md says which answer may serve whom.
 */
export class ConnectionBoard {
	private readonly desks = new Map<string, RegionDesk>();
	private readonly client: () => ApiClient;
	private readonly clock: Clock;
	private readonly debug: (line: string) => void;

	constructor(options: { client: () => ApiClient; clock?: Clock; debug?: (line: string) => void }) {
		this.client = options.client;
		this.clock = options.clock ?? systemClock;
		this.debug = options.debug ?? (() => {});
	}

	/** The connection as an answer describes it that was asked for after this call. */
	look(instanceId: string, regionId: string | undefined, limits: CallLimits): Promise<Seen> {
		return this.desk(regionId).ask(instanceId, limits, false);
	}

	/**
	 * The same, or as a list of the last minute describes it, if this process has changed nothing since: good enough for a
	 * refresh, which is a picture of the whole stack and takes its time anyway.
	 */
	lookRecent(instanceId: string, regionId: string | undefined, limits: CallLimits): Promise<Seen> {
		return this.desk(regionId).ask(instanceId, limits, true);
	}

	/** Starts to watch a connection. */
	watch(instanceId: string, regionId: string | undefined): Watch {
		return this.desk(regionId).watch(instanceId);
	}

	/** Something is being changed by this process, or was just now: no earlier answer may pass for the present any more. */
	wrote(): void {
		for (const desk of this.desks.values()) {
			desk.wrote();
		}
	}

	private desk(regionId = ""): RegionDesk {
		const known = this.desks.get(regionId);
		if (known !== undefined) {
			return known;
		}
		const desk = new RegionDesk({ client: this.client, clock: this.clock, regionId, debug: this.debug });
		this.desks.set(regionId, desk);
		return desk;
	}
}
