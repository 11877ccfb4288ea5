import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { durationText } from "../../errors/duration-text";
import { type OperationOwner, timeoutMsOf } from "../operation";
import type { Runtime } from "../runtime";

/** A create is repeated by people, and they may be away for a while. */
const graceMs = 60 * 60_000;

/** The times that the cloud writes, and its own `Date`, are cut to whole seconds. */
const resolutionMs = 1_000;

/**
 * Whether a connection can be what a create left that was broken off: the cloud made it no longer ago than a create may take,
 * and an hour. An older one was finished long ago, and some state holds it: this resource's, which the engine replaces, or
 * another stack's, whose name this stack bears now. One whose age the cloud does not tell is taken for old.
 */
export function mayBeRemainder(
	runtime: Runtime,
	{ createTime }: VpcPeerConnectionAttribute,
	inputs: Pick<OperationOwner, "timeouts">,
): boolean {
	const age = runtime.cloudTime.since(createTime);
	return age !== undefined && age <= timeoutMsOf(inputs, "create") + graceMs;
}

/** True for a connection that was there before an operation that has lasted this long. */
export function isFromEarlierRun(
	runtime: Runtime,
	{ createTime }: VpcPeerConnectionAttribute,
	lastedMs: number,
): boolean {
	const age = runtime.cloudTime.since(createTime);
	return age !== undefined && age > lastedMs + resolutionMs;
}

/** Why an older connection is not taken for the remainder of a create. */
export function tooOldText(inputs: Pick<OperationOwner, "timeouts">): string {
	return `longer ago than ${durationText(timeoutMsOf(inputs, "create") + graceMs)} (timeouts.create and an hour), so it is not what a broken-off create of this resource left`;
}

/** What can't be told apart, in words that hold for either. */
export const sharedText =
	"If another stack holds it, too (one that was renamed, or that the resource was moved to), destroying either deletes it for both";
