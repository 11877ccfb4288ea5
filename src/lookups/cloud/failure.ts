import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { LookupFailure } from "../lookup-error";

/** A lookup that could be made, and whose answer is none that the program asked for. */
export class LookupFailed extends VpcPeeringError {
	readonly reason: LookupFailure;

	constructor(reason: LookupFailure, message: string) {
		super(message);
		this.name = "LookupFailed";
		this.reason = reason;
	}
}
