import type { CallLimits } from "../../api/call-limits";
import type { ApiClient } from "../../api/client";
import { acceptVpcPeerConnection, type MutationOptions, rejectVpcPeerConnection } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { isDead, statuses, type VpcPeerConnectionStatus } from "../../schema/status";
import type { VpcPeerConnectionAccepterInputs } from "../../schema/vpc-peer-connection-accepter-inputs";
import type { CheckedInputs } from "./state";

interface Answer {
	/** The status that it leads to. */
	readonly goal: "Activated" | "Rejected";
	readonly operation: "AcceptVpcPeerConnection" | "RejectVpcPeerConnection";
	readonly send: (
		client: ApiClient,
		inputs: CheckedInputs,
		options: MutationOptions,
		limits: CallLimits,
	) => Promise<void>;
	/** What a connection that is past answering means, and the next step. */
	readonly tooLate: (status: VpcPeerConnectionStatus) => string;
}

/** The two answers that an accepting account can give. */
export const answers = {
	accept: {
		goal: "Activated",
		operation: "AcceptVpcPeerConnection",
		send: (client, { instanceId, resourceGroupId, tags }, options, limits) =>
			acceptVpcPeerConnection(client, instanceId, { resourceGroupId, tags }, options, limits),
		tooLate: () =>
			"It can't be accepted any more. The requester has to make a new connection: `pulumi up --refresh` where it is declared.",
	},
	reject: {
		goal: "Rejected",
		operation: "RejectVpcPeerConnection",
		send: (client, { instanceId }, options, limits) => rejectVpcPeerConnection(client, instanceId, options, limits),
		tooLate: (status) =>
			status === "Activated"
				? 'It was accepted, and can\'t be rejected any more. Delete the connection to end it, or set action: "accept".'
				: "There is nothing left to reject: remove this resource from the program.",
	},
} as const satisfies Record<NonNullable<VpcPeerConnectionAccepterInputs["action"]>, Answer>;

/** The answer that the program gives. */
export function answerOf({ action }: { action?: VpcPeerConnectionAccepterInputs["action"] }): Answer {
	return answers[action ?? "accept"];
}

/**
 * What is left to do, by the status of a connection that is not moving: nothing, to send the answer, or, when it is too
 * late for that, why.
 */
export function nextStep(
	answer: Answer,
	connection: VpcPeerConnectionAttribute,
): "done" | "send" | { tooLate: string } {
	const status = connection.status as VpcPeerConnectionStatus;
	if (status === answer.goal) {
		return "done";
	}
	if (status === "Accepting") {
		return "send";
	}
	const meaning = isDead(status) ? `: ${statuses[status].meaning}` : "";
	return { tooLate: `${connection.instanceId} is ${status}${meaning}. ${answer.tooLate(status)}` };
}
