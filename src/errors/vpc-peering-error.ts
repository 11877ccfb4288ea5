import { shown } from "./redact";

/**
 * The base of every error this package throws on purpose.
 *
 * The engine shows the message alone (create, update) or prints `${error}: ${error.stack}` on the screen (check, diff,
 * read, delete). So the message tells the whole story by itself, and there is no stack to drown it: with
 * `ALICLOUD_VPCPEER_STACK=1` the stack is kept, for people who mend this package.
 */
export class VpcPeeringError extends Error {
	/** Marks the class across copies of this package that may be loaded side by side. */
	readonly isVpcPeeringError = true;

	constructor(message: string, options?: { cause?: unknown }) {
		const safe = shown(message);
		super(safe, options);
		this.name = "VpcPeeringError";
		if (process.env["ALICLOUD_VPCPEER_STACK"] !== "1") {
			this.stack = safe;
		}
	}

	override toString(): string {
		return this.message;
	}

	static isInstance(value: unknown): value is VpcPeeringError {
		return typeof value === "object" && value !== null && (value as VpcPeeringError).isVpcPeeringError === true;
	}
}
