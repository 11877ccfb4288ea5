import { duration } from "../time-bounds";
import type { Fault } from "./fault";

/** A time that no timer can hold is a mistake of whoever wrote it. */
export function assertTimes(fault: Fault): void {
	if (fault.kind === "error") duration("retryAfterMs", fault.retryAfterMs, 0);
	// The cloud's clock may be behind, too.
	if (fault.kind === "clock-skew") duration("ms", Math.abs(fault.ms), 0);
	else if ("ms" in fault) duration("ms", fault.ms, 0);
}
