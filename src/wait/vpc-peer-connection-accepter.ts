import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { type ConnectionWait, deadMeanings, observing, timesOf } from "./vpc-peer-connection";
import { waitUntil } from "./wait-until";

/** The status that an answer leads to, and what may be seen on the way: after an answer, an old status for a moment. */
const ways = {
	Activated: { pending: ["Accepting", "Creating", "Updating"], failed: deadMeanings },
	Rejected: {
		pending: ["Accepting", "Updating"],
		failed: { ...deadMeanings, Activated: "somebody accepted it" },
	},
} as const;

/** The status that an answer leads to. */
export type AnswerGoal = keyof typeof ways;

/** Waits until an answer (accept, reject) is seen to have had its effect. */
export async function waitForAnswered(
	wait: ConnectionWait & { goal: AnswerGoal; operation: "create" | "update" },
): Promise<VpcPeerConnectionAttribute> {
	const { pending, failed } = ways[wait.goal];
	return waitUntil({
		subject: wait.instanceId,
		pending,
		target: [wait.goal],
		failed,
		observe: observing(wait.observe, wait.known),
		...timesOf(wait),
		onTimeout: `The answer was sent: run \`pulumi up\` again to go on waiting. For longer waits set timeouts.${wait.operation}.`,
		onFailure: "The requester has to make a new connection (`pulumi up --refresh` where it is declared).",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}
