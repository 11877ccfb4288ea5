import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { statuses, type VpcPeerConnectionStatus } from "../schema/status";
import type { ResourceJournal } from "./journal";
import type { Runtime } from "./runtime";

/** What is wrong with a connection that carries nothing any more, and what to do; undefined: it is not found. */
export function deadText(
	instanceId: string,
	connection: Pick<VpcPeerConnectionAttribute, "status"> | undefined,
): string {
	const what =
		connection === undefined
			? "is not found: somebody deleted it, or these credentials belong to neither of its two accounts"
			: `is ${connection.status}: ${statuses[connection.status as VpcPeerConnectionStatus].meaning}`;
	return `${instanceId} ${what}. Nothing goes through it, and this run does not change that: \`pulumi up --refresh\` makes it anew where this stack declares it.`;
}

/** Says, once in a run, that a connection is dead on which the state still counts. */
export function warnOfDead(
	runtime: Runtime,
	journal: ResourceJournal,
	instanceId: string,
	connection: VpcPeerConnectionAttribute | undefined,
): void {
	const text = deadText(instanceId, connection);
	if (runtime.isNews(text)) {
		journal.warn(text);
	}
}
