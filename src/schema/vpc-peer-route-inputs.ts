import type { AssumeRole, Timeouts } from "./shared-inputs";

/**
 * What a program says about one route to a peering connection.
 *
 * Source: CreateRouteEntry and ModifyRouteEntry (Vpc, version 2016-04-28).
 */
export interface VpcPeerRouteInputs {
	/**
	 * The region of the route table. A change makes a new route.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/** The route table (`vtb-...`) of one of the two VPCs, in the account that makes the request. A change makes a new route. */
	routeTableId: string;
	/**
	 * Where the packets go: an IPv4 or IPv6 range of the other VPC, for example `172.16.0.0/12`, or the id of a prefix list
	 * (`pl-...`) of the table's region. A bare IPv4 address stands for itself alone. A prefix list has one IP version; the
	 * cloud changes the routes with the list, and counts as many entries as the list may have. A change makes a new route.
	 */
	destinationCidrBlock: string;
	/** The connection that takes them there (`pcc-...`). It has to be Activated before the route can be made, and is waited for. A change makes a new route. */
	instanceId: string;
	/**
	 * The entry's name: 1 to 128 characters, not starting with http:// or https://. Changed in place. Removing it from the
	 * program leaves the name as it is: the cloud documents no way to clear it.
	 */
	name?: string | undefined;
	/** 1 to 256 characters, not starting with http:// or https://. Changed in place. Removing it leaves it as it is. */
	description?: string | undefined;
	/** How long create, update and delete may take. Changing them alone changes nothing. */
	timeouts?: Timeouts | undefined;
	/** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`) to work with. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume with the stack's credentials, or with those of `profile`. */
	assumeRole?: AssumeRole | undefined;
}
