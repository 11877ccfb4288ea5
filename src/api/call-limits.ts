import type { ApiError } from "../errors/api-error";
import type { Clock } from "./clock";

/** How long a call may go on, and who may end it early. */
export interface CallLimits {
	/** The moment, on `clock`, after which no further attempt is made. */
	readonly deadline: number;
	/** @default the clock of this machine */
	readonly clock?: Clock;
	/** Called before each further attempt, with the failure that made it necessary. */
	readonly onRetry?: (error: ApiError, delayMs: number) => void;
	/** Told what a request waits for before it is sent (again), for how long at most, and which operation it is. */
	readonly onHeld?: (reason: string, heldMs: number, action: string) => void;
	/** A failure of this kind is not tried again here, because the caller does something else about it. */
	readonly leave?: (error: ApiError) => boolean;
}
