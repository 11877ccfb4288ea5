import { type FoundAction, findAction } from "../actions";
import type { ActionContext, Answer } from "../actions/action";
import { runOnce } from "../actions/idempotency";
import { cloudError, noPermission } from "../cloud-error";
import type { Caller } from "../signature/authenticate";
import type { Parameters } from "../validation/parameters";
import { forgetGone } from "../world/connections";
import { rememberingEarlier } from "../world/earlier";
import { forgetGoneEntries } from "../world/routes";
import type { WireRequest } from "./wire";

/** The operation that a request names. */
export function requiredAction(request: WireRequest): FoundAction {
	const { action, version, path, method } = request;
	if (method !== "GET" && method !== "POST") throw cloudError("UnsupportedHTTPMethod", method);
	if (action === "") throw cloudError("Missing{Param}", "Action");
	if (version === "") throw cloudError("Missing{Param}", "Version");
	// RPC operations are all at the root (alicloud-api.md 1.0).
	const found = path === "/" ? findAction(action, version) : undefined;
	if (found === undefined) throw cloudError("InvalidAction.NotFound", action, version);
	return found;
}

/** Carries out an operation for a caller: permission, idempotency, effect, saving. */
export function runAction(name: string, { action, deniedStatus }: FoundAction, context: ActionContext): Answer {
	for (const needed of [action.ramAction, ...(action.alsoNeeds ?? [])]) {
		assertPermitted(context.caller, needed, deniedStatus);
	}
	if (action.effect === "read") return action.run(context);
	forgetGone(context.store);
	forgetGoneEntries(context.store);
	const run = () => action.run(context);
	const changed = [context.caller.account.uid, ...namedInstances(context.parameters)];
	const answer = rememberingEarlier(context.store, changed, () =>
		action.effect === "write-once" ? runOnce(name, context, run) : run(),
	);
	context.store.save();
	return answer;
}

/** The ids of connections that a request names: InstanceId, ResourceId, ResourceId.1 and so on. */
export function namedInstances(parameters: Parameters): string[] {
	return [...parameters].flatMap(([name, value]) => (/^(InstanceId|ResourceId(\.\d+)?)$/.test(name) ? [value] : []));
}

function assertPermitted({ account }: Caller, ramAction: string, httpStatus: number): void {
	const bareName = ramAction.slice(ramAction.indexOf(":") + 1);
	const denied = account.deniedActions.some((one) => one === ramAction || one === bareName);
	if (denied) throw noPermission(ramAction, account.uid, httpStatus);
}
