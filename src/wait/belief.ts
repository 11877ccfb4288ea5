import type { Clock } from "../api/clock";
import type { VpcPeerConnectionStatus } from "../schema/status";

/**
 * What it takes to believe an answer (docs/decisions/0020-belief.md). A replica of the cloud that lags behind answers with
 * what was true a moment ago: it does not find what was just made, or shows what was just changed as it was. One such
 * answer must never drop a living thing from the state, delete it, or make it twice. So an answer that is surprising,
 * and that something is decided on, has to be given several times in a row. Any other answer is believed at once: it costs
 * nothing as long as the cloud says what was expected.
 */
export const belief = {
	/** So many answers in a row say the same. With a replica or two behind, one of three comes from one that is not. */
	answers: 3,
	/** Where answers go on contradicting one another, the last of so many is taken. */
	mostLooks: 12,
	/** Pauses before the second and the third, in milliseconds: with them a lag of up to a second is outlasted. */
	pausesMs: [250, 750],
	/** One pause more for what another account, or another process, made a moment ago: nothing here saw it yet. */
	newcomerPauseMs: 2_000,
	/** How long to look for a connection of which the cloud itself says that it exists. */
	patienceMs: 60_000,
} as const;

const [secondPauseMs, thirdPauseMs] = belief.pausesMs;

/** Pauses before each look at what this process knows to have existed, the first look included. */
export const pausesToBelieve: readonly number[] = [0, secondPauseMs, thirdPauseMs];

/** The same where the first look was made already. */
export const pausesToConfirm: readonly number[] = belief.pausesMs;

/** The pauses for what nobody here has seen yet. */
export const pausesToBelieveUnseen: readonly number[] = [...pausesToBelieve, belief.newcomerPauseMs];

/** What is surprising in an answer: a name for it where there may be several things, or false. */
export type Surprise = string | boolean | undefined;

/**
 * Looks until an answer is not surprising, or has been surprising in the same way as often in a row as there are pauses. Once
 * one was surprising, one that is not contradicts it, and has to be given as often: either may be the one out of date.
 * Each look has to be a request of its own: an answer that is served twice is one answer.
 *
 * @param isDoubted A surprising answer was given before, to another look.
 */
export async function believe<T>(
	look: () => Promise<T>,
	surpriseIn: (seen: T) => Surprise,
	clock: Clock,
	[firstPauseMs = 0, ...furtherMs]: readonly number[] = pausesToBelieve,
	isDoubted = false,
): Promise<T> {
	await clock.sleep(firstPauseMs);
	let seen = await look();
	let surprise = surpriseIn(seen);
	if (!isOne(surprise) && !isDoubted) {
		return seen;
	}
	let row = 0;
	for (let looks = 1; row < furtherMs.length && looks < belief.mostLooks; looks += 1) {
		await clock.sleep(furtherMs[row] ?? 0);
		seen = await look();
		const next = surpriseIn(seen);
		row = next === surprise || (!isOne(next) && !isOne(surprise)) ? row + 1 : 0;
		surprise = next;
	}
	return seen;
}

function isOne(surprise: Surprise): boolean {
	return surprise !== undefined && surprise !== false;
}

/** The surprising answers that a wait has got in a row. */
export class Doubt {
	private row: { readonly verdict: string; readonly since: number; answers: number } | undefined;

	/** One more that says so, now; true once it is to be believed. Another verdict than the last time begins anew. */
	isBelieved(verdict: string, now: number): boolean {
		if (this.row?.verdict !== verdict) {
			this.row = { verdict, since: now, answers: 0 };
		}
		this.row.answers += 1;
		return this.row.answers >= belief.answers;
	}

	/** An answer was as expected. */
	end(): void {
		this.row = undefined;
	}

	/** When the first of the row came. */
	get since(): number | undefined {
		return this.row?.since;
	}

	/** The pause before the next look; undefined while there is nothing to doubt. */
	get pauseMs(): number | undefined {
		return this.row === undefined ? undefined : belief.pausesMs[this.row.answers - 1];
	}
}

/** How far a connection has come: it never goes back to a smaller number. */
const stages: Readonly<Record<VpcPeerConnectionStatus, number>> = {
	Creating: 0,
	Accepting: 1,
	Updating: 2,
	Activated: 2,
	Rejected: 3,
	Expired: 3,
	Deleting: 4,
	Deleted: 5,
};

function stageOf(status: string | undefined): number {
	return stages[status as VpcPeerConnectionStatus] ?? Number.NaN;
}

/** True for a status from before one that was seen already: the answer may be out of date. */
export function isBehind(status: string | undefined, seenBefore: string | undefined): boolean {
	return stageOf(status) < stageOf(seenBefore);
}

/** The later one of two statuses of a connection. */
export function furthest(one: string | undefined, other: string | undefined): string | undefined {
	const isKnown = !Number.isNaN(stageOf(one));
	return isKnown && !isBehind(one, other) ? one : other;
}
