import type { SignedRequest } from "./signed-request";

/** What a request says about who signed it, whatever the kind of signature. */
export interface SignatureClaim {
	readonly accessKeyId: string;
	/** When it was signed, as the client wrote it. */
	readonly date: string;
	readonly nonce: string;
	readonly securityToken: string | undefined;
	/** Refuses the request when its signature is not the one that this secret gives. */
	verify(secret: string): void;
}

/** One way of signing a request. */
export interface SignatureScheme {
	/** Whether a request is signed in this way. */
	signs(request: SignedRequest): boolean;
	/** Reads what it says; refuses what is incomplete. */
	read(request: SignedRequest): SignatureClaim;
}
