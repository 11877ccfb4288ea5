import { cloudError } from "../cloud-error";
import type { Caller } from "../signature/authenticate";
import { flag, type Parameters } from "../validation/parameters";
import type { Store } from "../world/store";

/** What an action works with. */
export interface ActionContext {
	readonly store: Store;
	readonly parameters: Parameters;
	readonly caller: Caller;
	readonly now: number;
	/** A fault makes this request see no connection and no route, as a replica that lags behind would. */
	readonly stale: boolean;
	/** A fault makes this request see connections and routes as they were before their last change. */
	readonly old: boolean;
}

/** The fields of an answer besides RequestId. A bigint is written as a JSON number with all its digits. */
export type Answer = Record<string, unknown>;

/** One operation of one product. */
export interface Action {
	/** What RAM calls it (alicloud-api.md 1.10). */
	readonly ramAction: string;
	/** Further permissions it needs. */
	readonly alsoNeeds?: readonly string[];
	/** `write-once` takes a ClientToken and has its effect once per token. */
	readonly effect: "read" | "write" | "write-once";
	readonly run: (context: ActionContext) => Answer;
}

/**
 * Ends a dry run once every check has passed: success comes as an error (alicloud-api.md 0.3).
 * To be called after the checks and before the effect.
 */
export function stopIfDryRun(parameters: Parameters): void {
	if (flag(parameters, "DryRun")) throw cloudError("DryRunOperation");
}
