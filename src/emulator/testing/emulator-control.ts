import type { FaultJson } from "../control/fault-json";
import type { RequestPage } from "../control/request-page";
import type { EmulatorState } from "../control/state";
import type { Fault } from "../faults";
import type { FaultScope } from "../faults/fault-scope";
import type { PrefixList } from "../world/routing-model";
import type { Seed, SeedPrefixList } from "../world/seed";

/**
 * An emulator of another process, e.g. one that Jest's `globalSetup` started, steered over its control interface. A
 * refusal rejects with the emulator's own words.
 *
 * @public
 */
export interface EmulatorControl {
	readonly url: string;
	state(): Promise<EmulatorState>;
	reset(): Promise<EmulatorState>;
	seed(seed: Seed): Promise<EmulatorState>;
	/** Moves the clock forward. */
	advance(ms: number): Promise<void>;
	/** The requests after a number, oldest first, at most 1000. */
	requests(after?: number): Promise<RequestPage>;
	/** Adds a fault rule; `times: "always"` has no end. */
	addFault(rule: Omit<FaultScope, "times"> & { times?: number | "always" } & Fault): Promise<FaultJson>;
	clearFaults(): Promise<void>;
	/** Denies an account a RAM action, e.g. `vpc:CreateVpcPeerConnection`, or allows it again. */
	permit(accountId: string, action: string, effect: "deny" | "allow"): Promise<void>;
	/** Gives an account one more prefix list, which routes can have as their destination. */
	addPrefixList(accountId: string, list: SeedPrefixList): Promise<PrefixList>;
	/** Removes a prefix list to which no route leads. */
	removePrefixList(id: string): Promise<void>;
	/** Makes a connection take a step, as the other account or somebody at the console would. */
	step(instanceId: string, step: "accept" | "reject" | "expire" | "drop"): Promise<void>;
}

/**
 * Steers an emulator of another process.
 *
 * @param url - Where it listens, e.g. `http://127.0.0.1:28022`.
 *
 * @public
 */
export function emulatorControl(url: string): EmulatorControl {
	async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const json =
			body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
		const response = await fetch(`${url}/_emulator${path}`, { method, ...json });
		const answer = (await response.json()) as { error?: { member: string; message: string } };
		if (answer.error !== undefined) throw new Error(`${answer.error.member}: ${answer.error.message}`);
		return answer as Answer;
	}
	return {
		url,
		state: () => send("GET", "/state"),
		reset: () => send("POST", "/reset", {}),
		seed: (seed) => send("POST", "/seed", seed),
		advance: (ms) => send("POST", "/clock/advance", { ms }),
		requests: (after = 0) => send("GET", `/requests?after=${after}&limit=1000`),
		addFault: (rule) => send("POST", "/faults", rule),
		clearFaults: () => send("DELETE", "/faults"),
		permit: (accountId, action, effect) => send("POST", "/permissions", { accountId, action, effect }),
		addPrefixList: (accountId, list) => send("POST", "/prefix-lists", { accountId, ...list }),
		removePrefixList: (id) => send("DELETE", `/prefix-lists/${encodeURIComponent(id)}`),
		step: (instanceId, step) => send("POST", `/connections/${encodeURIComponent(instanceId)}/${step}`, {}),
	};
}
