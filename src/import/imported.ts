import type { CredentialReferences } from "../api/credentials";
import type { ImportedKind } from "./importers";

/** A thing in the cloud that is to be imported: its kind and id, and what its source calls it. */
export interface Wanted {
	readonly kind: ImportedKind;
	/** What it is found by in the cloud. */
	readonly id: string;
	/** What else it takes to find it. */
	readonly route?: RouteKey | undefined;
	/** The resource's name in the program; without one it is derived from what the cloud says. */
	readonly name?: string | undefined;
	/** Where it stands in the source, for messages. */
	readonly from: string;
	/** With whose credentials it is read, and managed from then on. */
	readonly credentials: CredentialReferences;
}

/** What a route entry is found by where its id is not known: the other tools' states don't hold it. */
export interface RouteKey {
	readonly routeTableId: string;
	readonly destinationCidrBlock: string;
	/** The connection that it leads to. */
	readonly instanceId: string;
}

/** A thing as it was read from the cloud. */
export interface Found {
	readonly wanted: Wanted;
	/** The id that the resource of its kind has. */
	readonly id: string;
	/** What a program would have to say of it, without what is a default anyway. */
	readonly args: Readonly<Record<string, unknown>>;
	/** The inputs as check would leave them, for the state. */
	readonly inputs: Readonly<Record<string, unknown>>;
	/** The state that a create would have stored; `identity` is the organization and URN that the resource gets. */
	readonly stateFor: (identity: string, providerText: string) => object;
	/** Proposed as the name where the source has none. */
	readonly nameInCloud: string | undefined;
	/** What a person should know, such as a value that no program may say. */
	readonly remarks: readonly string[];
}

/** A thing that is not imported, and why. */
export interface Skipped {
	readonly from: string;
	readonly why: string;
}

/** True for a thing that is not imported. */
export function isSkipped(one: Found | Skipped | Wanted): one is Skipped {
	return "why" in one;
}
