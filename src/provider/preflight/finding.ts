import type { VpcPeerConnectionField } from "../../schema/vpc-peer-connection-fields";

/** Something that the preflight saw. */
export interface Finding {
	/** An error fails the preview; a warning, or a note of what is probably in order, is shown beside it. */
	readonly severity: "error" | "warning" | "note";
	/** The input it is about; empty for none in particular. */
	readonly property: VpcPeerConnectionField | "";
	/** What is wrong, why, and the next step. */
	readonly message: string;
	/** Nothing more need be asked about this connection. */
	readonly final?: true;
}

/** What cannot be looked at for lack of permission or of an answer: the preview goes on without it. */
export interface Degraded {
	readonly degraded: string;
}

/** True for a fact that could not be had. */
export function isDegraded(fact: unknown): fact is Degraded {
	return typeof fact === "object" && fact !== null && "degraded" in fact;
}
