import type { AssumeRole, Timeouts } from "./shared-inputs";
import type { StoredState } from "./stored-state";

/** The statuses of a route entry as DescribeRouteEntryList returns them, and `Deleted` for one that was found gone. */
export type RouteEntryStatus = "Pending" | "Available" | "Modifying" | "Deleting" | "Deleted";

/** What the stack's state holds of a route. */
export interface VpcPeerRouteState extends StoredState {
	/** The entry's id (`rte-...`). */
	routeEntryId: string;
	status: RouteEntryStatus;
	/** `alibabacloud`, or the address of the emulator, where the route lives. */
	cloud: string;
	regionId: string;
	/** The VPC that the table belongs to. */
	vpcId: string;
	/** The account that the table belongs to. */
	ownerId: string;
	routeTableId: string;
	destinationCidrBlock: string;
	/** The connection that the entry leads to (`pcc-...`). */
	instanceId: string;
	name?: string | undefined;
	description?: string | undefined;

	timeouts?: Timeouts | undefined;
	profile?: string | undefined;
	assumeRole?: AssumeRole | undefined;
}
