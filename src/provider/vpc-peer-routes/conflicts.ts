import type { RouteEntry } from "../../api/vpc-routes";
import { holderText } from "../holder-text";
import { journalOf } from "../journal";
import { conflictText, RouteConflict } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import type { Foresight } from "./look-ahead";
import type { Ownership } from "./ownership";
import { unclearConflicts } from "./routes-plan";
import type { CheckedRoutes } from "./state";

const leaveAlone = 'set conflicts: "leaveAlone" to make the other routes';

/** What can be done about entries that lead elsewhere, as the second half of a sentence that begins with deleting them. */
export function mendOf(conflicts: readonly RouteEntry[], whose: Ownership): string {
	const holders = conflicts.flatMap((entry) => whose.holdersOf(entry));
	if (holders.length > 0) {
		return `take the destination out of ${holderText(holders[0] as (typeof holders)[number])}, which has it, or ${leaveAlone}`;
	}
	return conflicts.some((entry) => whose.isOfStack(entry))
		? 'wait until it goes: a resource of this stack made it that the program does not declare (any more), and its routes go at the end of a run that ends well. Run `pulumi up` with conflicts: "leaveAlone" here, and once more without it'
		: leaveAlone;
}

/** The error that names the entries in the way. */
export function conflictError(
	conflicts: readonly RouteEntry[],
	whose: Ownership,
	{ instanceId }: Pick<CheckedRoutes, "instanceId">,
): RouteConflict {
	return new RouteConflict(conflicts, instanceId, mendOf(conflicts, whose));
}

/**
 * Refuses a plan with conflicts. Those with entries that another resource of the stack made may resolve themselves in the
 * run: a preview says so, and which way works if they don't.
 */
export function assertNoConflict(
	runtime: Runtime,
	{ plan, whose }: Foresight,
	inputs: CheckedRoutes,
): "clear" | "unclear" {
	const unclear = unclearConflicts(plan, whose);
	const certain = plan.conflicts.filter((entry) => !unclear.includes(entry));
	if (certain.length > 0) {
		throw conflictError(certain, whose, inputs);
	}
	if (unclear.length === 0) {
		return "clear";
	}
	if (runtime.isPreview) {
		journalOf(runtime.journal, inputs.__identity).warn(
			`${unclear.map(conflictText).join("; ")}, made by another resource of this stack. If the program declares that one, and it gives the destination up, \`pulumi up\` passes it on. If it leaves the program and leads elsewhere, \`pulumi up\` fails here: then run it with conflicts: "leaveAlone" first, and once more without it.`,
		);
	}
	return "unclear";
}
