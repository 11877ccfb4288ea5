import type { VpcPeerConnectionArgs } from "../resources/vpc-peer-connection";
import type { VpcPeerConnectionAccepterArgs } from "../resources/vpc-peer-connection-accepter";
import type { VpcPeerRoutesArgs } from "../resources/vpc-peer-routes";
import { assertInputNames } from "./input-names";
import { accepterInputs, connectionInputs, leftOutOf } from "./part-inputs";
import { placesOfSide, sideInputs, type VpcPeeringSide } from "./vpc-peering-side";

/** What of the connection, and of what belongs to it, is not a matter of one side. */
type WholeArgs = Pick<
	VpcPeerConnectionArgs,
	| "name"
	| "description"
	| "bandwidth"
	| "linkType"
	| "adopt"
	| "direction"
	| "clientToken"
	| "force"
	| "allowOverlappingCidrs"
	| "timeouts"
> &
	Pick<VpcPeerRoutesArgs, "conflicts">;

/**
 * What a program says about a whole peering: both sides, and the connection between them. All inputs of the parts can be set,
 * but two: `dryRun` of the connection, because acceptance and routes need a connection that is there, and `action` of the
 * accepter, because a peering is there to be accepted.
 */
export interface VpcPeeringArgs extends WholeArgs {
	/** The side that asks for the connection, and pays for nothing but its own outgoing traffic. */
	requester: VpcPeeringSide;
	/** The side that accepts it; in the same run, unless the program has no credentials for it (its `aliUid` alone is given). */
	accepter: VpcPeeringSide;
	/**
	 * With true, `pulumi up` waits until an account to which the program has no credentials has accepted. Where the program
	 * accepts by itself, it ends Activated in any case.
	 *
	 * @default false
	 */
	waitForActivated?: VpcPeerConnectionArgs["waitForActivated"];
	/**
	 * What the routes do while nobody has accepted: `wait` waits for that, `postpone` ends without routes, and the first
	 * `pulumi up` after the acceptance makes them.
	 *
	 * @default "postpone" where an account to which the program has no credentials has to accept, else "wait"
	 */
	whileAccepting?: VpcPeerRoutesArgs["whileAccepting"];
	/**
	 * What happens to the connection when its acceptance alone leaves the program: `keep` or `delete`. One that the program
	 * still declares stays in either case.
	 *
	 * @default "keep"
	 */
	onDelete?: VpcPeerConnectionAccepterArgs["onDelete"];
}

/** All inputs, for messages. */
export const peeringInputs = {
	requester: true,
	accepter: true,
	name: true,
	description: true,
	bandwidth: true,
	linkType: true,
	adopt: true,
	direction: true,
	clientToken: true,
	force: true,
	allowOverlappingCidrs: true,
	waitForActivated: true,
	whileAccepting: true,
	conflicts: true,
	onDelete: true,
	timeouts: true,
} as const satisfies Record<keyof VpcPeeringArgs, true>;

/** Ends the program where its arguments have a name that is no input, before anything is declared. */
export function assertPeeringInputs(name: string, args: VpcPeeringArgs): void {
	const whole = { path: "", what: "VpcPeering", names: Object.keys(peeringInputs) };
	const ofSide = elsewhere(sideInputs, peeringInputs, "it is an input of a side: give it in requester or accepter");
	const ofWhole = elsewhere(
		peeringInputs,
		sideInputs,
		"it is an input of the whole: give it beside requester and accepter",
	);
	const side = { what: "a side of VpcPeering", otherwise: ofWhole };
	const { requester, accepter } = (args ?? {}) as Partial<VpcPeeringArgs>;
	assertInputNames(`VpcPeering ${name}`, [
		{ ...whole, otherwise: { ...ofSide, ...leftOutOf(connectionInputs, accepterInputs) }, args },
		...placesOfSide({ ...side, path: "requester." }, requester),
		...placesOfSide({ ...side, path: "accepter." }, accepter),
	]);
}

/** What is said of the inputs of one place, but for those that the other has, too, when they are given in the other. */
function elsewhere(there: object, here: object, reason: string): Record<string, string> {
	const names = Object.keys(there).filter((name) => !(name in here));
	return Object.fromEntries(names.map((name) => [name, reason]));
}
