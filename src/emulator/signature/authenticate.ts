import type { Clock } from "../clock";
import { cloudError } from "../cloud-error";
import type { AccountRecord, SessionRecord } from "../world/model";
import type { Store } from "../world/store";
import { acs3 } from "./acs3";
import type { SignatureClaim, SignatureScheme } from "./claim";
import { hmacSha1 } from "./hmac-sha1";
import { createNonceMemory } from "./nonces";
import type { SignedRequest } from "./signed-request";

/** Who signed a request. */
export interface Caller {
	readonly account: AccountRecord;
	/** Present when the keys are those of an assumed role. */
	readonly session?: SessionRecord;
}

/** Tells who signed a request, or refuses it. */
export interface Authenticator {
	authenticate(request: SignedRequest): Caller;
	/** Forgets the nonces seen so far. */
	reset(): void;
}

/** The first that a request is signed in counts. */
const schemes: readonly SignatureScheme[] = [acs3, hmacSha1];

/** Requests may be 15 minutes old, or from as far ahead (alicloud-api.md 6.6). */
export const MAX_SKEW_MS = 15 * 60 * 1000;

/**
 * Whether a request says in headers what it asks for. HMAC-SHA1 covers no header: one that somebody added on the way must
 * not decide.
 */
export function isNamedByHeaders(request: SignedRequest): boolean {
	return schemeOf(request) !== hmacSha1;
}

function schemeOf(request: SignedRequest): SignatureScheme | undefined {
	return schemes.find((one) => one.signs(request));
}

/** Makes the authenticator of an emulator. */
export function createAuthenticator(store: Store, clock: Clock): Authenticator {
	const nonces = createNonceMemory(clock, 2 * MAX_SKEW_MS);
	return {
		authenticate: (request) => {
			const scheme = schemeOf(request);
			if (scheme === undefined) throw cloudError("MissingAuthorization");
			const claim = scheme.read(request);
			assertInTime(claim.date, clock.now());
			const { caller, secret } = findKeys(store, claim);
			claim.verify(secret);
			if (!nonces.take(claim.accessKeyId, claim.nonce)) throw cloudError("SignatureNonceUsed", claim.nonce);
			return caller;
		},
		reset: () => nonces.clear(),
	};
}

function assertInTime(date: string, now: number): void {
	const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(date) ? Date.parse(date) : Number.NaN;
	if (Number.isNaN(time)) throw cloudError("InvalidTimeStamp.Format", date);
	if (Math.abs(now - time) > MAX_SKEW_MS) {
		throw cloudError("InvalidTimeStamp.Expired", date, new Date(now).toISOString());
	}
}

function findKeys(store: Store, claim: SignatureClaim): { caller: Caller; secret: string } {
	const { accounts, sessions } = store.state;
	const session = sessions.find((one) => one.accessKeyId === claim.accessKeyId);
	const account = accounts.find((one) =>
		session === undefined ? one.accessKeyId === claim.accessKeyId : one.uid === session.uid,
	);
	if (account === undefined) throw cloudError("InvalidAccessKeyId.NotFound", claim.accessKeyId);
	assertToken(claim, session, sessions, store.now());
	if (session === undefined) return { caller: { account }, secret: account.accessKeySecret };
	return { caller: { account, session }, secret: session.accessKeySecret };
}

function assertToken(
	claim: SignatureClaim,
	session: SessionRecord | undefined,
	sessions: readonly SessionRecord[],
	now: number,
): void {
	const token = claim.securityToken;
	if (token !== undefined && !sessions.some((one) => one.securityToken === token)) {
		throw cloudError("InvalidSecurityToken.Malformed");
	}
	if (token !== session?.securityToken) {
		throw cloudError("InvalidSecurityToken.MismatchWithAccessKey", claim.accessKeyId);
	}
	if (session !== undefined && now >= session.expiresAt) throw cloudError("InvalidSecurityToken.Expired");
}
