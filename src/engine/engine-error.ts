import { shown } from "../errors/redact";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { InitFailure } from "../provider/init-failure";

/**
 * An error in the form in which it reads best on the screen. For create and update the engine shows the message alone.
 * For check, diff, read and delete it shows the message, too, and its provider process prints `${error}: ${error.stack}`
 * besides (source: `cmd/dynamic-provider/index.js`), which would say everything three times: so these two are a pointer
 * to the message.
 */
class EngineError extends Error {
	constructor(kind: string, cause: Error) {
		super(cause.message, { cause });
		this.name = kind;
		this.stack = "failed; the error of the resource says why.";
	}

	override toString(): string {
		return this.name;
	}
}

/** What a handler throws to the engine. A failure that is no word of ours is a fault of this package: it keeps its stack. */
export function toEngineError(kind: string, error: unknown): unknown {
	if (error instanceof InitFailure) {
		return error;
	}
	if (VpcPeeringError.isInstance(error)) {
		return new EngineError(kind, error);
	}
	const fault = error instanceof Error ? error : new Error(String(error));
	fault.message = shown(
		`${kind}: a fault of pulumi-alicloud-vpcpeer: ${fault.message}. Report it with what the program declares; ALICLOUD_VPCPEER_STACK=1 adds the place.`,
	);
	return process.env["ALICLOUD_VPCPEER_STACK"] === "1" ? fault : new EngineError(kind, fault);
}
