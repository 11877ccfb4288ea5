import type { ApiError } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { statuses, type VpcPeerConnectionStatus } from "../../schema/status";

/** A change that the cloud refuses because of the status in which the connection rests, with what leads on. */
export function changeRefused(instanceId: string, status: VpcPeerConnectionStatus, refusal: ApiError): VpcPeeringError {
	const wayOn =
		status === "Accepting"
			? " Take the change back, run `pulumi up` so that the connection is accepted (a VpcPeerConnectionAccepter of the program does that then), and make the change again after that."
			: "";
	return new VpcPeeringError(
		`${instanceId} can't be changed so. It is ${status}: ${statuses[status].meaning}.${wayOn} ${refusal.message}`,
		{ cause: refusal },
	);
}
