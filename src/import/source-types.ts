import type { RouteKey, Skipped, Wanted } from "./imported";
import type { SourceEntry } from "./source-entry";

type Meaning = Pick<Wanted, "kind" | "id" | "route"> | { readonly why: string };

/** Undefined for what has nothing to do with peering. */
type Translation = (entry: SourceEntry) => Meaning | undefined;

const connection: Translation = ({ id }) => ({ kind: "VpcPeerConnection", id });

const accepter: Translation = ({ id }) => ({ kind: "VpcPeerConnectionAccepter", id });

/** The attribute that holds the destination; Terraform's two types of route entry spell it in two ways. */
const route =
	(destination: string): Translation =>
	({ attributes }) => {
		if (attributes["nexthopType"] !== "VpcPeer") {
			return undefined;
		}
		const { routeTableId, nexthopId: instanceId, [destination]: destinationCidrBlock } = attributes;
		if (![routeTableId, instanceId, destinationCidrBlock].every((value) => typeof value === "string")) {
			return { why: "its route table, destination or next hop can't be read: export it with --show-secrets" };
		}
		const key = { routeTableId, destinationCidrBlock, instanceId } as RouteKey;
		return { kind: "VpcPeerRoute", id: `${key.routeTableId} ${key.destinationCidrBlock}`, route: key };
	};

/** What the types of the other tools are here: one row a type, by the names of Terraform and of @pulumi/alicloud. */
const translations: Readonly<Record<string, Translation>> = {
	alicloud_vpc_peer_connection: connection,
	"alicloud:vpc/peerConnection:PeerConnection": connection,
	alicloud_vpc_peer_connection_accepter: accepter,
	"alicloud:vpc/peerConnectionAccepter:PeerConnectionAccepter": accepter,
	alicloud_route_entry: route("destinationCidrblock"),
	"alicloud:vpc/routeEntry:RouteEntry": route("destinationCidrblock"),
	alicloud_vpc_route_entry: route("destinationCidrBlock"),
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
		const meant = translation?.(inCamelCase(entry));
		if (meant === undefined) {
			return [];
		}
		if (entry.id === "") {
			return [{ from: entry.address, why: "it has no id in the state: it was never created" }];
		}
		if ("why" in meant) {
			return [{ from: entry.address, why: meant.why }];
		}
		const profile = profiles.get(entry.provider ?? "default");
		return [{ ...meant, name: entry.name, from: entry.address, credentials: { profile } }];
	});
}

/** Terraform writes `route_table_id` where Pulumi writes `routeTableId`. */
function inCamelCase(entry: SourceEntry): SourceEntry {
	const attributes = Object.entries(entry.attributes).map(([name, value]) => [
		name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
		value,
	]);
	return { ...entry, attributes: Object.fromEntries(attributes) };
}
