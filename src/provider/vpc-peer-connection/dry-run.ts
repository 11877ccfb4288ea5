import { randomUUID } from "node:crypto";
import { createVpcPeerConnection } from "../../api/vpc-peer";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { Session } from "./session";
import type { CheckedInputs } from "./state";

/** Asks the cloud whether it would create the connection; nothing is made. Throws its refusal. */
export async function assertCreatable(session: Session, request: CheckedInputs): Promise<void> {
	// A token of its own: the real create must not meet the answer that the cloud remembers for this one.
	const options = { clientToken: randomUUID(), dryRun: true };
	try {
		await createVpcPeerConnection(session.access.vpcPeer, request, options, session.limits);
	} catch (error) {
		if (cloudCode(error) === "DryRunOperation") {
			return;
		}
		throw error;
	}
	throw new VpcPeeringError(
		"CreateVpcPeerConnection: the cloud took a dry run for a request (it answered without DryRunOperation). Look in the console for a connection between the two VPCs, and delete it if it is not wanted.",
	);
}
