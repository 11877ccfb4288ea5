import type { Changes } from "./changes";

/**
 * One request as the emulator saw it. Keys, tokens of sessions and signatures are never in it.
 *
 * @public
 */
export interface RequestRecord {
	/** Counts up from 1 for as long as the emulator runs, also after the record was emptied. */
	readonly number: number;
	/** Milliseconds since 1970-01-01T00:00:00Z, by the emulator's clock, when the request arrived. */
	readonly time: number;
	readonly action: string;
	readonly version: string;
	/** The account that signed it; absent when the signature was refused. */
	readonly accountId?: string;
	readonly parameters: Readonly<Record<string, string>>;
	/** 0 when no answer was sent. */
	readonly httpStatus: number;
	/** The error code of the answer. */
	readonly code?: string;
	readonly requestId: string;
	readonly instanceId?: string;
}

/** Keeps the requests and lets callers wait for one. */
export interface RequestLog {
	readonly records: readonly RequestRecord[];
	/** Numbers a request and keeps it. */
	add(record: Omit<RequestRecord, "number">): RequestRecord;
	clear(): void;
	/** Resolves with the first record, past or to come, for which the predicate holds. */
	waitFor(predicate: (record: RequestRecord) => boolean): Promise<RequestRecord>;
	/** Rejects everybody who still waits. */
	close(): void;
}

interface Waiter {
	readonly predicate: (record: RequestRecord) => boolean;
	readonly resolve: (record: RequestRecord) => void;
	readonly reject: (reason: Error) => void;
}

// Enough for any test, and small enough that an emulator left running for days does not grow.
const MAX_RECORDS = 5000;

// Above the longest real request; what a client sends beyond it is not worth the memory.
const MAX_RECORDED_CHARACTERS = 8192;

/** The parameters of a request as they are recorded: whole, unless they are longer than any real ones. */
export function recordable(parameters: ReadonlyMap<string, string>): Record<string, string> {
	let left = MAX_RECORDED_CHARACTERS;
	const kept: [string, string][] = [];
	for (const [name, value] of parameters) {
		left -= name.length + value.length;
		if (left < 0) break;
		kept.push([name, value]);
	}
	return Object.fromEntries(kept);
}

/** Makes an empty log. */
export function createRequestLog(changes: Changes): RequestLog {
	let count = 0;
	let records: RequestRecord[] = [];
	let waiters: Waiter[] = [];
	return {
		get records() {
			return records;
		},
		add: (unnumbered) => {
			count += 1;
			const record = { number: count, ...unnumbered };
			records.push(record);
			if (records.length > MAX_RECORDS) records.shift();
			const served = waiters.filter((waiter) => waiter.predicate(record));
			waiters = waiters.filter((waiter) => !served.includes(waiter));
			for (const waiter of served) waiter.resolve(record);
			changes.announce("requests");
			return record;
		},
		clear: () => {
			records = [];
			changes.announce("requests");
		},
		waitFor: (predicate) => {
			const found = records.find(predicate);
			if (found !== undefined) return Promise.resolve(found);
			return new Promise((resolve, reject) => waiters.push({ predicate, resolve, reject }));
		},
		close: () => {
			for (const waiter of waiters) waiter.reject(new Error("The emulator was closed while waiting for a request"));
			waiters = [];
		},
	};
}
