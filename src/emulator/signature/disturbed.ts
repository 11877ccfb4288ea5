import { cloudError } from "../cloud-error";
import type { FaultEffect } from "../faults";
import type { Store } from "../world/store";
import { type Caller, MAX_SKEW_MS } from "./authenticate";

/** Refuses a request for a reason of its signature, where a fault says so. */
export function disturbSignature(store: Store, signedAt: string, caller: Caller, effect: FaultEffect): void {
	if (effect.kind === "clock-skew" && Math.abs(effect.ms) > MAX_SKEW_MS) {
		const { signatureClock } = store.settings;
		throw cloudError("InvalidTimeStamp.Expired", signedAt, new Date(signatureClock.now() + effect.ms).toISOString());
	}
	if (effect.kind === "expired-token" && caller.session !== undefined) {
		endSession(store, caller.session.accessKeyId);
		throw cloudError("InvalidSecurityToken.Expired");
	}
}

/** The session is over for good: only a new one helps. */
function endSession(store: Store, accessKeyId: string): void {
	const now = store.now();
	store.state.sessions = store.state.sessions.map((one) =>
		one.accessKeyId === accessKeyId ? { ...one, expiresAt: now } : one,
	);
	store.save();
}
