import type { AssumeRole, Timeouts } from "./shared-inputs";
import type { VpcPeerConnectionStatus } from "./status";
import type { StoredState } from "./stored-state";

/** What the stack's state holds of the accepting side: the connection as the accepting account sees it. */
export interface VpcPeerConnectionAccepterState extends StoredState {
	/** The connection's id (`pcc-...`), also the resource's. */
	instanceId: string;
	/** `Activated` once accepted, `Rejected` once rejected. */
	status: VpcPeerConnectionStatus;
	/** `alibabacloud`, or the address of the emulator, where the connection lives. */
	cloud: string;
	/** The requester's region. */
	regionId?: string | undefined;
	/** The requester VPC. */
	vpcId?: string | undefined;
	/** The account that asked for the connection (OwnerId). */
	ownerId?: string | undefined;
	/** The account that answers: the one whose credentials this resource has (AcceptingOwnerUid). */
	acceptingAliUid: string;
	acceptingRegionId?: string | undefined;
	acceptingVpcId?: string | undefined;
	name?: string | undefined;
	description?: string | undefined;
	/** Mbit/s; -1 means not limited, as every connection inside one region. */
	bandwidth?: number | undefined;
	/** Absent inside one region. */
	linkType?: string | undefined;
	/** In the accepting account. */
	resourceGroupId?: string | undefined;
	/** In the accepting account. */
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
	/** When an unanswered request expires; absent once accepted. */
	expireTime?: string | undefined;
	/** The service of the cloud that owns the connection, if one does. */
	managedService?: string | undefined;

	action?: "accept" | "reject" | undefined;
	direction?: "exact" | "either" | undefined;
	onDelete?: "keep" | "delete" | undefined;
	force?: boolean | undefined;
	timeouts?: Timeouts | undefined;
	profile?: string | undefined;
	assumeRole?: AssumeRole | undefined;
}
