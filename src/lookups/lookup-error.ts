import * as pulumi from "@pulumi/pulumi";

/**
 * Why a lookup found no answer.
 *
 * - `none`: there is no such connection, or these credentials can't see it.
 * - `many`: more than one fits.
 * - `arguments`: the lookup was asked in a way that has no answer.
 * - `failed`: the cloud refused, could not be reached, or settings or credentials are not usable.
 */
export type LookupFailure = "none" | "many" | "arguments" | "failed";

/**
 * Thrown by the lookups. The message stands alone: which lookup, where it looked, with whose credentials, and the next
 * step. As a `RunError` it ends a program with its message alone, without a stack.
 */
export class LookupError extends pulumi.RunError {
	readonly reason: LookupFailure;
	/** Marks the class across copies of this package that may be loaded side by side. */
	readonly isLookupError = true;

	constructor(message: string, reason: LookupFailure) {
		super(message);
		this.name = "LookupError";
		this.reason = reason;
		// Printing it would also take long: under Pulumi it reads the source maps of the whole cloud SDK.
		if (process.env["ALICLOUD_VPCPEER_STACK"] !== "1") {
			this.stack = message;
		}
	}

	/** Narrower than `RunError`'s own, which is true for every error of its kind. */
	static override isInstance(value: unknown): value is LookupError {
		return typeof value === "object" && value !== null && (value as LookupError).isLookupError === true;
	}
}
