/** All that a peering connection can say about itself in `Status` (alicloud-api.md 2). */
export const statuses = [
	"Creating",
	"Accepting",
	"Updating",
	"Activated",
	"Rejected",
	"Expired",
	"Deleting",
	"Deleted",
] as const;

/**
 * What a peering connection says about itself in `Status` (alicloud-api.md 2).
 *
 * @public
 */
export type VpcPeerStatus = (typeof statuses)[number];

/** What moves a connection from one status to another. */
export type ConnectionEvent = "CreateInAccount" | "CreateAcrossAccounts" | "Accept" | "Reject" | "Modify" | "Delete";

/** How long the statuses last, in milliseconds. */
export interface StatusDurations {
	readonly creating: number;
	readonly updating: number;
	readonly deleting: number;
	readonly acceptance: number;
	/** How long a route entry is Pending, Modifying or Deleting. */
	readonly routing: number;
}

interface Transition {
	/** Statuses in which the event is allowed; elsewhere the answer is IncorrectStatus.VpcPeer. */
	readonly from: readonly VpcPeerStatus[];
	/** The status while the task runs; absent when the change is immediate. */
	readonly during?: "Creating" | "Updating" | "Deleting";
	readonly lasts?: keyof StatusDurations;
	readonly next: VpcPeerStatus;
}

/** The whole state machine (alicloud-api.md 2). Deleting a Rejected or Expired connection is assumed to be allowed. */
export const transitions = {
	CreateInAccount: { from: [], during: "Creating", lasts: "creating", next: "Activated" },
	CreateAcrossAccounts: { from: [], during: "Creating", lasts: "creating", next: "Accepting" },
	Accept: { from: ["Accepting"], during: "Updating", lasts: "updating", next: "Activated" },
	Reject: { from: ["Accepting"], next: "Rejected" },
	Modify: { from: ["Activated"], during: "Updating", lasts: "updating", next: "Activated" },
	Delete: {
		from: ["Accepting", "Activated", "Rejected", "Expired"],
		during: "Deleting",
		lasts: "deleting",
		next: "Deleted",
	},
} as const satisfies Record<ConnectionEvent, Transition>;

/** Where a connection stands: everything needed to tell its status at any later time. */
export interface Phase {
	readonly during: VpcPeerStatus | null;
	readonly settlesAt: number;
	readonly next: VpcPeerStatus;
	/** When an unanswered request expires. */
	readonly expiresAt: number;
}

/** The phase that an event starts. `expiresAt` counts from the creation, as the documented example does (1.6). */
export function phaseAfter(event: ConnectionEvent, now: number, expiresAt: number, durations: StatusDurations): Phase {
	const transition: Transition = transitions[event];
	const lasts = transition.lasts === undefined ? 0 : durations[transition.lasts];
	return { during: transition.during ?? null, settlesAt: now + lasts, next: transition.next, expiresAt };
}

/** The status at a given time. Computed when read, so no timer can race with a request or keep a process alive. */
export function statusAt(phase: Phase, now: number): VpcPeerStatus {
	if (phase.during !== null && now < phase.settlesAt) return phase.during;
	if (phase.next === "Accepting" && now >= phase.expiresAt) return "Expired";
	return phase.next;
}

/** Whether the state machine allows an event in a status. */
export function allows(event: ConnectionEvent, status: VpcPeerStatus): boolean {
	const from: readonly VpcPeerStatus[] = transitions[event].from;
	return from.includes(status);
}
