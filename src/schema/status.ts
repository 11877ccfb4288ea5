/**
 * The statuses of a VPC peering connection, as GetVpcPeerConnectionAttribute returns them.
 * Source: CreateVpcPeerConnection.txt and alicloud-api.md, section 2.
 */
export type VpcPeerConnectionStatus =
	| "Creating"
	| "Accepting"
	| "Updating"
	| "Activated"
	| "Rejected"
	| "Expired"
	| "Deleting"
	| "Deleted";

interface StatusFacts {
	/** `moving`: goes on by itself. `waiting`: for a person. `steady`: stays. `dead`: no way back to Activated. */
	readonly kind: "moving" | "waiting" | "steady" | "dead";
	readonly meaning: string;
}

/** One row a status; every decision about a status reads this table. */
export const statuses: Readonly<Record<VpcPeerConnectionStatus, StatusFacts>> = {
	Creating: { kind: "moving", meaning: "the connection is being created" },
	Accepting: { kind: "waiting", meaning: "the accepter's account has to accept the connection" },
	Updating: { kind: "moving", meaning: "a change or an acceptance is being carried out" },
	Activated: { kind: "steady", meaning: "the connection works" },
	Rejected: { kind: "dead", meaning: "the accepter's account rejected the connection" },
	Expired: { kind: "dead", meaning: "nobody accepted the connection within 7 days" },
	Deleting: { kind: "dead", meaning: "somebody is deleting the connection" },
	Deleted: { kind: "dead", meaning: "somebody deleted the connection" },
};

/** True for a status from which the connection can never carry traffic again. */
export function isDead(status: string | undefined): boolean {
	return (
		status !== undefined &&
		Object.hasOwn(statuses, status) &&
		statuses[status as VpcPeerConnectionStatus].kind === "dead"
	);
}

/** The statuses of one kind. */
export function statusesOfKind(kind: StatusFacts["kind"]): VpcPeerConnectionStatus[] {
	return (Object.keys(statuses) as VpcPeerConnectionStatus[]).filter((status) => statuses[status].kind === kind);
}
