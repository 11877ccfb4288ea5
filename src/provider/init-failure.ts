import { VpcPeeringError } from "../errors/vpc-peering-error";

/**
 * Thrown from create or update when the connection exists although the operation failed. The engine looks for the three
 * fields `id`, `properties` and `reasons`, keeps the resource in the state with them, and shows the reasons; the next
 * `pulumi up` calls update (source: `cmd/dynamic-provider/index.js`, grpcResponseFromError).
 */
export class InitFailure extends VpcPeeringError {
	readonly id: string;
	readonly properties: object;
	readonly reasons: string[];

	constructor(id: string, properties: object, cause: unknown) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		super(reason, { cause });
		this.name = "InitFailure";
		this.id = id;
		this.properties = properties;
		this.reasons = [this.message];
	}
}
