import type { Runtime } from "../provider/runtime";
import type { Kind } from "../schema/kinds";
import type { Found, Skipped, Wanted } from "./imported";
import { readVpcPeerConnection } from "./vpc-peer-connection";
import { readVpcPeerConnectionAccepter } from "./vpc-peer-connection-accepter";
import { readVpcPeerRoute } from "./vpc-peer-route";

/** How things of a kind are imported. */
export interface Importer {
	/** Reads the thing; an error says why it can't be read. */
	readonly read: (runtime: Runtime, wanted: Wanted) => Promise<Found | Skipped>;
	/** What starts the name of a resource that has no other. */
	readonly prefix: string;
}

/** One row a kind that can be imported. */
export const importers = {
	VpcPeerConnection: { read: readVpcPeerConnection, prefix: "peering" },
	VpcPeerRoute: { read: readVpcPeerRoute, prefix: "route" },
	VpcPeerConnectionAccepter: { read: readVpcPeerConnectionAccepter, prefix: "accepter" },
} as const satisfies Partial<Record<Kind, Importer>>;

/** The kinds that can be imported. */
export type ImportedKind = keyof typeof importers;

/** The row of a kind. */
export function importerOf(kind: ImportedKind): Importer {
	return importers[kind];
}
