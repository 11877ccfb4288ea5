import type { CredentialReferences } from "../api/credentials";
import { getVpcPeerConnectionAttribute } from "../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { isDead, statuses, type VpcPeerConnectionStatus } from "../schema/status";
import { containsUnknown } from "../schema/unknown";
import { believe } from "../wait/belief";
import { orNotFound } from "../wait/not-found";
import { journalOf, type ResourceJournal } from "./journal";
import { timeIsUp } from "./preflight/budget";
import { isDegraded } from "./preflight/finding";
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

/**
 * Looks whether a connection that the state counts on is there, in the time that reviews have, and warns where it is dead. The
 * list of its region is read once for all of them; one that it lacks is asked for by its id. Where nothing can be looked at,
 * nothing is said: a run that changes nothing needs no permission for it.
 */
export async function watchForDead(
	runtime: Runtime,
	instanceId: string,
	{
		regionId,
		...owner
	}: CredentialReferences & { readonly regionId?: string | undefined; readonly __identity?: string },
): Promise<void> {
	const { budget } = runtime.preflight;
	// A refresh asks for differences, too, and says itself what it found.
	const isAsked = runtime.program.declares(owner.__identity ?? "");
	if (!isAsked || budget === undefined || regionId === undefined || containsUnknown(owner)) {
		return;
	}
	const { profile, assumeRole } = owner;
	const listed = await budget.within(runtime.preflight.factsOf({ profile, assumeRole }).connections(regionId));
	if (listed === timeIsUp || isDegraded(listed) || listed.has(instanceId)) {
		return;
	}
	const { vpcPeer } = runtime.access({ profile, assumeRole });
	const seen = await budget
		.within(
			believe(
				() => orNotFound(getVpcPeerConnectionAttribute(vpcPeer, instanceId, budget.limits)),
				// The list lacks it: that it is there all the same is as surprising as that it is gone.
				(one) => (one === undefined ? "absent" : isDead(one.status) ? one.status : "there"),
				runtime.clock,
			),
		)
		.catch((): typeof timeIsUp => timeIsUp);
	if (seen !== timeIsUp && (seen === undefined || isDead(seen.status))) {
		warnOfDead(runtime, journalOf(runtime.journal, owner.__identity), instanceId, seen);
	}
}
