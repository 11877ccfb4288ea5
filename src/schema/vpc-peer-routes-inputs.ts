import type { AssumeRole, Timeouts } from "./shared-inputs";

/** Which route tables of a VPC get the routes. Without any member: all of them, but those bound to a gateway. */
export interface RouteTableSelection {
	/** These tables alone (`vtb-...`). Each must belong to the VPC. */
	ids?: string[] | undefined;
	/** Tables that have all these tags. */
	tags?: Record<string, string> | undefined;
	/** Never these tables. */
	excludedIds?: string[] | undefined;
	/** Never tables that have all these tags. */
	excludedTags?: Record<string, string> | undefined;
}

/**
 * What a program says about all routes of one side of a peering connection. The tables and the other side's ranges are
 * found out when the resource is made and looked at again with each run.
 */
export interface VpcPeerRoutesInputs {
	/** The connection that the routes lead to (`pcc-...`). It is waited for until it is Activated, unless `whileAccepting` says otherwise. A change makes new routes. */
	instanceId: string;
	/**
	 * The region of the VPC. A change makes new routes.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/** The VPC whose tables are written (`vpc-...`): one of the connection's two, in the account that makes the request. A change makes new routes. */
	vpcId: string;
	/**
	 * Where the routes lead: `peer-cidrs` for all ranges of the other VPC, primary, secondary and IPv6, as they are at the
	 * time; or a list of ranges.
	 *
	 * @default "peer-cidrs"
	 */
	destinations?: "peer-cidrs" | string[] | undefined;
	/**
	 * Whether the other VPC's IPv6 ranges get routes, too. With a list of `destinations` it has no meaning. Where the VPC
	 * itself has no IPv6 range, there are none in any case.
	 *
	 * @default true
	 */
	ipv6?: boolean | undefined;
	/** Which route tables get the routes. @default all tables of the VPC, but those bound to a gateway */
	routeTables?: RouteTableSelection | undefined;
	/**
	 * What to do about a destination that a table routes elsewhere already: `error` changes nothing and names it,
	 * `leaveAlone` makes the others and names it in the output `leftAlone`. It is never overwritten.
	 *
	 * @default "error"
	 */
	conflicts?: "error" | "leaveAlone" | undefined;
	/**
	 * What to do while nobody has accepted the connection yet: `wait` waits for that, as long as `timeouts` allow; `postpone`
	 * ends without routes and says who has to accept, and the first `pulumi up` after that makes them.
	 *
	 * @default "wait"
	 */
	whileAccepting?: "wait" | "postpone" | undefined;
	/** How long create, update and delete may take, all routes together. Changing them alone changes nothing. */
	timeouts?: Timeouts | undefined;
	/** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`) to work with. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume with the stack's credentials, or with those of `profile`. */
	assumeRole?: AssumeRole | undefined;
}
