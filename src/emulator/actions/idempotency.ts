import { cloudError } from "../cloud-error";
import { flag } from "../validation/parameters";
import { checkedText } from "../validation/texts";
import type { TokenRecord } from "../world/model";
import type { ActionContext, Answer } from "./action";

/**
 * Runs a write at most once per ClientToken.
 *
 * Same token and same parameters give the same answer again, the same InstanceId included (alicloud-api.md 6.6) - even
 * when that connection has been deleted since. Assumed: tokens are kept apart by account and action, other parameters
 * are refused with IdempotentParameterMismatch, a refused request leaves no token behind, a dry run neither reads nor
 * writes tokens.
 */
export function runOnce(action: string, context: ActionContext, run: () => Answer): Answer {
	const token = checkedText(context.parameters, "ClientToken", "clientToken");
	if (token === undefined || token === "" || flag(context.parameters, "DryRun")) return run();
	const { store, caller, now } = context;
	forgetExpired(context);
	const uid = caller.account.uid;
	const parameters = fingerprint(context);
	const known = store.state.tokens.find((one) => one.uid === uid && one.action === action && one.token === token);
	if (known !== undefined) return replay(known, parameters);
	const answer = run();
	store.state.tokens.push({ uid, action, token, parameters, usedAt: now, answer: answer as TokenRecord["answer"] });
	return answer;
}

function replay(known: TokenRecord, parameters: string): Answer {
	if (known.parameters !== parameters) throw cloudError("IdempotentParameterMismatch", known.token);
	return known.answer;
}

/** The parameters that make a request the same: all but the token itself, DryRun, and those of a signature. */
function fingerprint({ parameters }: ActionContext): string {
	const ignored = new Set(["ClientToken", "DryRun"]);
	const entries = [...parameters].filter(([name]) => !ignored.has(name));
	return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function forgetExpired({ store, now }: ActionContext): void {
	const { state, settings } = store;
	state.tokens = state.tokens.filter((one) => now - one.usedAt < settings.clientTokenTtlMs);
}
