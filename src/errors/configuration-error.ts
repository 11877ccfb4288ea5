import { VpcPeeringError } from "./vpc-peering-error";

/** Thrown when region, credentials, endpoint or another setting is missing or not usable, before a request is sent. */
export class ConfigurationError extends VpcPeeringError {
	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = "ConfigurationError";
	}
}
