import type { Skipped, Wanted } from "./imported";
import type { SourceEntry } from "./source-entry";

type Translation = (entry: SourceEntry) => Pick<Wanted, "kind" | "id"> | { readonly why: string };

const connection: Translation = ({ id }) => ({ kind: "VpcPeerConnection", id });

const accepter: Translation = ({ id }) => ({ kind: "VpcPeerConnectionAccepter", id });

/** What the types of the other tools are here: one row a type, by the names of Terraform and of @pulumi/alicloud. */
const translations: Readonly<Record<string, Translation>> = {
	alicloud_vpc_peer_connection: connection,
	"alicloud:vpc/peerConnection:PeerConnection": connection,
	alicloud_vpc_peer_connection_accepter: accepter,
	"alicloud:vpc/peerConnectionAccepter:PeerConnectionAccepter": accepter,
};

/**
 * What a source's resources are here. Those that have nothing to do with peering are left out; those that have, and can't
 * be imported, come back with the reason. `profiles` names the profile for each provider of the source.
 */
export function translate(
	entries: readonly SourceEntry[],
	profiles: ReadonlyMap<string, string>,
): (Wanted | Skipped)[] {
	return entries.flatMap((entry): (Wanted | Skipped)[] => {
		const translation = Object.hasOwn(translations, entry.type) ? translations[entry.type] : undefined;
		if (translation === undefined) {
			return [];
		}
		if (entry.id === "") {
			return [{ from: entry.address, why: "it has no id in the state: it was never created" }];
		}
		const meant = translation(entry);
		if ("why" in meant) {
			return [{ from: entry.address, why: meant.why }];
		}
		const profile = profiles.get(entry.provider ?? "default");
		return [{ ...meant, name: entry.name, from: entry.address, credentials: { profile } }];
	});
}
