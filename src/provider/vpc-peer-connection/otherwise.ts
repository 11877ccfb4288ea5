import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";

/** What can be changed of a connection in place, as a state and an answer of the cloud name it. */
type Changeable = Partial<
	Pick<VpcPeerConnectionAttribute, "name" | "description" | "bandwidth" | "linkType" | "resourceGroupId" | "tags">
>;

/** The fields that each of the two accounts has of its own. */
export const ownFields = ["resourceGroupId", "tags"] as const;

const allFields = ["name", "description", "bandwidth", "linkType", ...ownFields] as const;

/**
 * How a connection is otherwise than the state has it, as a name for the surprise (`believe`); undefined where it is as the
 * state has it. Somebody may have changed it, or the answer is out of date: what the program wants may be what the
 * connection was before its last change, and by an old answer nothing would be left to do.
 */
export function otherwise(
	seen: Changeable,
	known: Changeable,
	fields: readonly (keyof Changeable)[] = allFields,
): string | undefined {
	const [now, before] = [seen, known].map((one) => JSON.stringify(fields.map((field) => contentOf(one, field))));
	return now === before ? undefined : now;
}

function contentOf(one: Changeable, field: keyof Changeable): unknown {
	return field === "tags" ? Object.entries(one.tags ?? {}).sort() : (one[field] ?? "");
}
