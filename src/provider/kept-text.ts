import { holderText } from "./holder-text";
import type { Holder, KeptFor } from "./holders";

/** What is said of a thing that outlives the deletion of a resource. */
export function keptText(thing: string, kept: KeptFor): string {
	return "itself" in kept
		? `${thing} is not deleted: the replacement led to what was there already, so it stays as it is. To have it made anew, add the option { deleteBeforeReplace: true } and ask for the replacement again.`
		: `${thing} is not deleted: ${kept.others.map(holderText).join(" and ")} has it now. Only the old name leaves the state.`;
}

/** What is said of a connection that another resource is about to take over. */
export function keptForAdoptersText(instanceId: string, adopters: readonly Holder[]): string {
	return `${instanceId} is not deleted: ${adopters.map(holderText).join(" and ")} adopts it.`;
}
