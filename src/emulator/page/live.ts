import { computed, effect, signal } from "@preact/signals";
import type { Change } from "../changes";
import type { FaultJson } from "../control/fault-json";
import type { OperationJson } from "../control/operations";
import type { ConnectionReachability } from "../control/reachability";
import type { EmulatorState } from "../control/state";
import type { RequestRecord } from "../requests";
import type { TimingValues } from "../timing";
import { emulator } from "./emulator-client";

/** What is chosen on the map or in a list. */
export type Selection = { readonly kind: "connection" | "vpc"; readonly id: string };

/** The panels beside the map. */
export type Panel = "connections" | "requests" | "faults" | "accounts";

export const state = signal<EmulatorState | undefined>(undefined);
export const requests = signal<readonly RequestRecord[]>([]);
export const faults = signal<readonly FaultJson[]>([]);
export const timing = signal<TimingValues | undefined>(undefined);
export const operations = signal<readonly OperationJson[]>([]);
export const connected = signal(false);
export const selection = signal<Selection | undefined>(undefined);
export const panel = signal<Panel>("connections");
export const reachability = signal<ConnectionReachability | undefined>(undefined);
/** What the last action could not do. */
export const problem = signal("");
/** The emulator's time, running on between looks. */
export const time = signal(0);

const SHOWN_REQUESTS = 400;
let fetchedAt = 0;
let lastNumber = 0;

/** The chosen connection, as long as it exists. */
export const chosenConnection = computed(() => {
	const chosen = selection.value;
	if (chosen?.kind !== "connection") return undefined;
	return state.value?.connections.find(({ instanceId }) => instanceId === chosen.id);
});

const loaders: Record<Change, () => Promise<void>> = {
	state: async () => {
		const answer = await emulator.state();
		fetchedAt = performance.now();
		state.value = answer;
		time.value = answer.time;
		await loadReachability();
	},
	requests: async () => {
		const { requests: more, next } = await emulator.requestsAfter(lastNumber);
		if (more.length === 0) return;
		lastNumber = next;
		requests.value = [...requests.value, ...more].slice(-SHOWN_REQUESTS);
	},
	faults: async () => {
		faults.value = (await emulator.faults()).faults;
	},
	settings: async () => {
		timing.value = await emulator.timing();
	},
	clock: () => loaders.state(),
};

/** One load of a kind at a time, and once more when something changed meanwhile. */
function once(load: () => Promise<void>): () => void {
	let running = false;
	let again = false;
	const run = async () => {
		if (running) {
			again = true;
			return;
		}
		running = true;
		try {
			await load();
		} catch (error) {
			problem.value = messageOf(error);
		}
		running = false;
		if (again) {
			again = false;
			void run();
		}
	};
	return () => void run();
}

const refresh = Object.fromEntries(Object.entries(loaders).map(([change, load]) => [change, once(load)])) as Record<
	Change,
	() => void
>;

async function loadReachability(): Promise<void> {
	const chosen = chosenConnection.value;
	if (chosen === undefined) reachability.value = undefined;
	else reachability.value = await emulator.reachability(chosen.instanceId);
}

/** Starts to follow the emulator. */
export function follow(): void {
	const events = new EventSource("/_emulator/events");
	events.addEventListener("hello", () => {
		connected.value = true;
		problem.value = "";
		// What happened before, or while nobody listened. An emulator that was started again counts from 1.
		lastNumber = 0;
		requests.value = [];
		for (const reload of Object.values(refresh)) reload();
	});
	events.addEventListener("change", ({ data }) => {
		const { changes } = JSON.parse(data) as { changes: Change[] };
		for (const change of changes) refresh[change]();
	});
	events.addEventListener("error", () => {
		connected.value = false;
	});
	effect(() => {
		// Only when another one is chosen: a changed state loads it by itself.
		void selection.value;
		loadReachability().catch(() => undefined);
	});
	void emulator.operations().then((answer) => {
		operations.value = answer.operations;
	});
	setInterval(() => {
		const known = state.value;
		if (known?.clockRuns) time.value = known.time + performance.now() - fetchedAt;
	}, 250);
}

/** Forgets the requests, here and there. */
export async function clearRequests(): Promise<void> {
	await emulator.clearRequests();
	requests.value = [];
}

/** Carries out what a person asked for; what goes wrong is shown. */
export function run(action: () => Promise<unknown>): void {
	problem.value = "";
	action().catch((error: unknown) => {
		problem.value = messageOf(error);
	});
}

/** Chooses a connection or a VPC, and shows it. */
export function choose(kind: Selection["kind"], id: string): void {
	selection.value = { kind, id };
	panel.value = "connections";
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
