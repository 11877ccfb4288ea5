import type { AssumeRole, Timeouts } from "./shared-inputs";

/**
 * What a program says about a VPC peering connection.
 *
 * Sources: CreateVpcPeerConnection and ModifyVpcPeerConnection (VpcPeer, version 2022-01-01).
 */
export interface VpcPeerConnectionInputs {
	/**
	 * The region of the requester VPC, for example `cn-hangzhou`. A change makes a new connection.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/** The requester VPC (`vpc-...`). It must belong to the account that makes the request. A change makes a new connection. */
	vpcId: string;
	/**
	 * The Alibaba Cloud account that owns the accepter VPC: the main account's id, also when a RAM user or role works
	 * there. Text of digits, or a number up to 2^53 - 1. A change makes a new connection.
	 *
	 * @default the account that makes the request
	 */
	acceptingAliUid?: string | number | undefined;
	/**
	 * The region of the accepter VPC. The same region makes an intra-region connection, another one an inter-region
	 * connection. A change makes a new connection.
	 *
	 * @default regionId
	 */
	acceptingRegionId?: string | undefined;
	/** The accepter VPC (`vpc-...`), not the requester VPC itself. A change makes a new connection. */
	acceptingVpcId: string;
	/**
	 * The connection's name: 2 to 128 characters, starting with a letter, then letters, digits, `_` and `-`. Changed in
	 * place. Removing it from the program leaves the name as it is: the cloud documents no way to clear it.
	 */
	name?: string | undefined;
	/**
	 * 2 to 256 characters, starting with a letter, not with http:// or https://. Changed in place. Removing it from the
	 * program leaves the description as it is.
	 */
	description?: string | undefined;
	/**
	 * The bandwidth between regions in Mbit/s: 1 or more, up to the account's quota (1024 unless raised). Inter-region
	 * only: a connection inside one region is not limited and refuses it. Changed in place.
	 *
	 * @default 1024 between regions
	 */
	bandwidth?: number | undefined;
	/**
	 * The class of the link between regions: `Platinum` (99.995 % availability) or `Gold` (99.95 %). Inter-region only.
	 * Changed in place.
	 *
	 * @default "Gold" between regions
	 */
	linkType?: "Platinum" | "Gold" | undefined;
	/**
	 * The resource group (`rg-...`) of the connection in the requester's account. Changed in place. Removing it from the
	 * program leaves the connection where it is.
	 *
	 * @default the account's default resource group
	 */
	resourceGroupId?: string | undefined;
	/**
	 * Tags of the connection in the requester's account: at most 20; keys of 1 to 128, values of 0 to 128 characters,
	 * neither starting with `aliyun` or `acs:` nor containing http:// or https://. Set with the connection, changed in
	 * place. With this input the program owns all tags (but the system's own); without it, tags are left alone.
	 */
	tags?: Record<string, string> | undefined;
	/**
	 * With true, a connection between the two VPCs that exists already is taken over instead of being an error: preview and
	 * `pulumi up` say which one and what changes. Ends and direction must be as declared; name, description, bandwidth,
	 * link type, resource group and tags are made so. From then on it is this stack's own: a destroy deletes it. Where none
	 * exists, one is created.
	 *
	 * @default false
	 */
	adopt?: boolean | undefined;
	/**
	 * Whether it matters which of the two VPCs asked for the connection. With `either` a connection of the two that goes the
	 * other way round is as good: nothing is replaced where the program merely exchanges the two sides, and `adopt` takes such
	 * a one over. The outputs name the ends as the program does. A new connection always goes as declared.
	 *
	 * @default "exact"
	 */
	direction?: "exact" | "either" | undefined;
	/**
	 * With true, `pulumi up` asks the cloud to check the request and creates nothing. The resource then has the id
	 * `dry-run-...`, status `DryRunPassed` and no `instanceId`; turning `dryRun` off creates the connection. On a
	 * connection that exists, changes are only checked. `pulumi destroy` still deletes.
	 *
	 * @default false
	 */
	dryRun?: boolean | undefined;
	/**
	 * The token that makes the create idempotent: 1 to 64 ASCII characters. Changing it alone changes nothing.
	 *
	 * @default derived from organization, stack, resource and request, so that a create that is repeated after a crash
	 * yields the same connection
	 */
	clientToken?: string | undefined;
	/** With true, a delete also deletes the route entries that point at the connection. @default false */
	force?: boolean | undefined;
	/**
	 * With true, `pulumi up` waits until the accepter's account has accepted. Leave it off where a
	 * `VpcPeerConnectionAccepter` of the same program accepts: that comes after the connection. @default false
	 */
	waitForActivated?: boolean | undefined;
	/**
	 * With true, address ranges of the two VPCs may overlap. The cloud accepts overlapping ranges and traffic to them
	 * silently fails, so without this input a preview refuses them. @default false
	 */
	allowOverlappingCidrs?: boolean | undefined;
	/** How long create, update and delete may take. Changing them alone changes nothing. */
	timeouts?: Timeouts | undefined;
	/** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`) to work with. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume with the stack's credentials, or with those of `profile`. */
	assumeRole?: AssumeRole | undefined;
}
