import type { dynamic } from "@pulumi/pulumi";
import { sameValue } from "../../schema/compare";
import { containsUnknown } from "../../schema/unknown";
import { type Bag, checkFields } from "../check";
import { fieldChanges } from "../field-changes";
import { journalOf } from "../journal";
import type { Runtime } from "../runtime";
import { assertSameCloud, driftedInputs, givenInputs } from "../stored-state";
import { CdtOperation } from "./cdt-operation";
import { reviewNew } from "./review-new";
import { type CheckedInputs, cdtActivation, fromStored, subjectOf, toState } from "./state";

const staysActive =
	"stays active: deleting this resource never closes it, since other connections of the account may need it";

/** Looks at every input; in a preview also whether the credentials may look at CDT. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, cdtActivation, olds, news);
	// Connections of the same program need not be refused for want of what this resource brings.
	runtime.activatesCdt = true;
	if (failures.length === 0 && Object.keys(olds).length === 0 && !containsUnknown(inputs)) {
		await reviewNew(runtime, inputs as CheckedInputs);
	}
	return { inputs, failures };
}

/** Activates what is not active yet. What is active already is as good. */
export async function create(runtime: Runtime, inputs: CheckedInputs): Promise<dynamic.CreateResult> {
	const operation = new CdtOperation(runtime, inputs, "create");
	const accountId = await operation.account();
	return { id: `cdt-${accountId}`, outs: toState(inputs, await operation.activate(accountId, inputs)) };
}

/** Says whether something has to be activated (again), or the credentials lead to another account. */
export async function diff(runtime: Runtime, olds: unknown, news: CheckedInputs): Promise<dynamic.DiffResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime, subjectOf(state) ?? "");
	const moved = await credentialsThatMoved(runtime, state, news);
	const inactive = !state.enabled || (news.crossBorder === true && state.crossBorderEnabled !== true);
	const changes = fieldChanges(cdtActivation.fields, state, (name) => (news as Bag)[name]);
	return {
		changes: moved.length > 0 || inactive || changes.some(({ change }) => change === "behaviour"),
		replaces: moved,
		deleteBeforeReplace: false,
	};
}

/** The changed credentials, where they belong to another account than before; that can't be known in every preview. */
async function credentialsThatMoved(
	runtime: Runtime,
	state: ReturnType<typeof fromStored>,
	news: CheckedInputs,
): Promise<string[]> {
	const changed = (["profile", "assumeRole"] as const).filter(
		(name) => !sameValue(cdtActivation.fields[name].kind, state[name], news[name]),
	);
	if (changed.length === 0 || changed.some((name) => containsUnknown(news[name]))) {
		return [];
	}
	try {
		const accountId = await new CdtOperation(runtime, news, "read").account();
		return accountId === state.accountId ? [] : changed;
	} catch {
		// Update asks the same, and says what is wrong.
		return [];
	}
}

/** Activates again what somebody closed, or what the program asks for in addition. */
export async function update(runtime: Runtime, olds: unknown, news: CheckedInputs): Promise<dynamic.UpdateResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime, subjectOf(state) ?? "");
	const operation = new CdtOperation(runtime, news, "update");
	const accountId = await operation.accountOf(state);
	if (state.crossBorder === true && news.crossBorder !== true) {
		operation.journal.info(`the cross-border service of CDT of account ${accountId} ${staysActive}.`);
	}
	return { outs: toState(news, await operation.activate(accountId, news)) };
}

/** Looks at CDT. What was closed outside differs from the program, and the next `pulumi up` activates it again. */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime, subjectOf(state) ?? "");
	const operation = new CdtOperation(runtime, state, "read");
	const accountId = await operation.accountOf(state);
	const given = givenInputs(state) as CheckedInputs;
	const props = { ...toState(given, await operation.facts(accountId, given)), __state: state.__state };
	return {
		id,
		props,
		inputs: {
			...driftedInputs(cdtActivation.fields, state, props),
			// Only where the program asked for it: an input that it did not give would be a difference for ever.
			...(given.crossBorder === true ? { crossBorder: props.crossBorderEnabled === true } : {}),
		},
	};
}

/** Sends nothing: CDT is the account's, and whatever else needs it would be cut off. */
export function leaveActive(runtime: Runtime, stored: unknown): void {
	const state = fromStored(stored);
	assertSameCloud(state, runtime, subjectOf(state) ?? "");
	journalOf(runtime.journal, state.__identity).info(`${subjectOf(state)} ${staysActive}.`);
}
