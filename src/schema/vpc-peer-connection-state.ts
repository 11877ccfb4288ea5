import type { AssumeRole, Timeouts } from "./shared-inputs";
import type { VpcPeerConnectionStatus } from "./status";
import type { StoredState } from "./stored-state";

/** The status of a resource whose `dryRun` is true: not a status of the cloud, so that none is taken for a connection. */
export const dryRunStatus = "DryRunPassed";

/** Ids of dry runs start so; no id of the cloud does. */
export const dryRunIdPrefix = "dry-run-";

/**
 * What the stack's state holds of a connection: all that GetVpcPeerConnectionAttribute returns, under readable names,
 * the inputs that delete and read need, and how the connection came to be.
 */
export interface VpcPeerConnectionState extends StoredState {
	/** The connection's id (`pcc-...`); absent for a dry run. */
	instanceId?: string;
	status: VpcPeerConnectionStatus | typeof dryRunStatus;
	/** The ClientToken with which the connection was created; absent where another hand created it. */
	clientToken?: string | undefined;
	/** `alibabacloud`, or the address of the emulator, where the connection lives. */
	cloud: string;
	regionId: string;
	vpcId: string;
	/** The account that owns the accepter VPC (AcceptingOwnerUid). */
	acceptingAliUid: string;
	acceptingRegionId: string;
	acceptingVpcId: string;
	/** The account that asked for the connection (OwnerId); with `direction: "either"` the account that owns `vpcId`. */
	ownerId?: string | undefined;
	name?: string | undefined;
	description?: string | undefined;
	/** Mbit/s; -1 means not limited, as every connection inside one region. */
	bandwidth?: number | undefined;
	/** Absent inside one region. */
	linkType?: string | undefined;
	resourceGroupId?: string | undefined;
	tags: Record<string, string>;
	/** `Normal`, or `FinancialLocked` on overdue payment. */
	bizStatus?: string | undefined;
	/** The address ranges of both VPCs, primary and secondary. */
	vpcIpv4Cidrs: string[];
	vpcIpv6Cidrs: string[];
	acceptingVpcIpv4Cidrs: string[];
	acceptingVpcIpv6Cidrs: string[];
	/** `YYYY-MM-DDThh:mm:ssZ`. */
	createTime?: string | undefined;
	modifyTime?: string | undefined;
	/** When an unaccepted connection expires; absent once accepted. */
	expireTime?: string | undefined;
	/** The service of the cloud that owns the connection, if one does. */
	managedService?: string | undefined;
	/** What the accepter's account must do, and by when; absent once accepted. */
	pendingAcceptance?: string | undefined;

	adopt?: boolean | undefined;
	direction?: "exact" | "either" | undefined;
	dryRun?: boolean | undefined;
	force?: boolean | undefined;
	waitForActivated?: boolean | undefined;
	allowOverlappingCidrs?: boolean | undefined;
	timeouts?: Timeouts | undefined;
	profile?: string | undefined;
	assumeRole?: AssumeRole | undefined;
}
