import type { AssumeRole, Timeouts } from "./shared-inputs";
import type { StoredState } from "./stored-state";
import type { RouteEntryStatus } from "./vpc-peer-route-state";
import type { RouteTableSelection } from "./vpc-peer-routes-inputs";

/** A route that the resource made. */
export interface MadeRoute {
	routeTableId: string;
	destinationCidrBlock: string;
	/** The entry's id (`rte-...`). */
	routeEntryId: string;
	status: RouteEntryStatus;
}

/** A destination in a table that the resource neither made nor changes. */
export interface LeftAlone {
	routeTableId: string;
	destinationCidrBlock: string;
	/** Where the table routes it. Absent where there is no entry. */
	nextHopId?: string;
	/** Why it was left alone. */
	reason: string;
}

/** What the stack's state holds of all routes of one side. */
export interface VpcPeerRoutesState extends StoredState {
	instanceId: string;
	regionId: string;
	vpcId: string;
	/** The account that the VPC belongs to. */
	ownerId: string;
	/** `alibabacloud`, or the address of the emulator, where the routes live. */
	cloud: string;
	/** The routes that the resource made, sorted by table and destination. */
	routes: MadeRoute[];
	/** What it did not make, because somebody else did or because it can't be. */
	leftAlone: LeftAlone[];
	/** What the next `pulumi up` would do to bring the routes to what the program says; empty when nothing is to be done. */
	pending: string[];

	destinations?: "peer-cidrs" | string[] | undefined;
	ipv6?: boolean | undefined;
	routeTables?: RouteTableSelection | undefined;
	conflicts?: "error" | "leaveAlone" | undefined;
	whileAccepting?: "wait" | "postpone" | undefined;
	timeouts?: Timeouts | undefined;
	profile?: string | undefined;
	assumeRole?: AssumeRole | undefined;
}
