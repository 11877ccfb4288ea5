/** The parts of an HTTP request that a signature covers. */
export interface SignedRequest {
	readonly method: string;
	readonly path: string;
	/** Decoded; a name may occur more than once. */
	readonly query: readonly (readonly [string, string])[];
	/** The body decoded, when it is a form. */
	readonly form: readonly (readonly [string, string])[];
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	/** The bytes as they came. */
	readonly body: Uint8Array;
}
