import type { ActionContext } from "../actions/action";
import { cloudError } from "../cloud-error";
import { statusOf } from "../world/connections";
import { findAccount, findVpc } from "../world/lookups";
import type { AccountRecord, ConnectionRecord, VpcRecord } from "../world/model";
import type { Store } from "../world/store";
import { touches } from "./quotas";

/** The two ends of a new connection. */
export type Ends = Pick<
	ConnectionRecord,
	"ownerUid" | "regionId" | "vpcId" | "acceptingOwnerUid" | "acceptingRegionId" | "acceptingVpcId"
>;

interface Peers {
	readonly requester: AccountRecord;
	readonly accepter: AccountRecord;
	/** Refuses VPCs that are joined already, or that another Create is busy with. */
	assertFree(): void;
}

/** Finds both VPCs and their accounts, and refuses those that cannot be peered whatever else is there. */
export function checkPeers({ store, caller }: ActionContext, ends: Ends): Peers {
	const requester = caller.account;
	const vpc = findRequesterVpc(store, ends);
	const { accepter, acceptingVpc } = findAccepterVpc(store, ends);
	if (requester.site !== accepter.site) throw cloudError("OperationFailed.CrossBusinessNotAllowed");
	checkBusiness(requester, vpc, accepter, acceptingVpc);
	checkCondition(vpc, acceptingVpc);
	return { requester, accepter, assertFree: () => assertFree(store, ends) };
}

function findRequesterVpc({ state }: Store, { ownerUid, regionId, vpcId }: Ends): VpcRecord {
	const vpc = findVpc(state, vpcId);
	if (vpc === undefined || vpc.regionId !== regionId) throw cloudError("ResourceNotFound.Vpc", vpcId, regionId);
	// Only the owner of a shared VPC may peer it (alicloud-api.md 8, "Shared VPC").
	if (vpc.sharedWith.includes(ownerUid)) throw cloudError("OperationDenied.OperateShareResource", vpcId);
	if (vpc.ownerUid !== ownerUid) throw cloudError("ResourceNotFound.Vpc", vpcId, regionId);
	return vpc;
}

/** An unknown account answers like an unknown VPC, so that nobody can find out which accounts exist (assumed). */
function findAccepterVpc({ state }: Store, ends: Ends): { accepter: AccountRecord; acceptingVpc: VpcRecord } {
	const accepter = findAccount(state, ends.acceptingOwnerUid);
	const acceptingVpc = findVpc(state, ends.acceptingVpcId);
	const found = acceptingVpc?.ownerUid === accepter?.uid && acceptingVpc?.regionId === ends.acceptingRegionId;
	if (accepter === undefined || acceptingVpc === undefined || !found) {
		throw cloudError("ResourceNotFound.AcceptingVpc", ends.acceptingVpcId, ends.acceptingRegionId);
	}
	return { accepter, acceptingVpc };
}

function checkBusiness(
	requester: AccountRecord,
	vpc: VpcRecord,
	accepter: AccountRecord,
	acceptingVpc: VpcRecord,
): void {
	const own = requester.bizStatus === "Normal" ? vpc.bizStatus : requester.bizStatus;
	if (own !== "Normal") throw cloudError("IncorrectBusinessStatus.VpcPeer", vpc.id, own);
	// Two codes exist for the accepter's side; assumed: one is about the account, the other about the VPC.
	if (accepter.bizStatus !== "Normal") {
		throw cloudError("IncorrectBusinessStatus.AcceptUserVpcPeer", acceptingVpc.id, accepter.bizStatus);
	}
	if (acceptingVpc.bizStatus !== "Normal") {
		throw cloudError("IncorrectBusinessStatus.AcceptVpcPeer", acceptingVpc.id, acceptingVpc.bizStatus);
	}
}

function checkCondition(vpc: VpcRecord, acceptingVpc: VpcRecord): void {
	if (vpc.status !== "Available") throw cloudError("IncorrectStatus.Vpc", vpc.id, vpc.status);
	if (acceptingVpc.status !== "Available") {
		throw cloudError("IncorrectStatus.AcceptingVpc", acceptingVpc.id, acceptingVpc.status);
	}
	if (vpc.cloudBox) throw cloudError("OperationDenied.CloudBoxExistsInVpc", vpc.id);
	if (acceptingVpc.cloudBox) throw cloudError("OperationDenied.CloudBoxExistsInAcceptingVpc", acceptingVpc.id);
}

function assertFree(store: Store, { vpcId, acceptingVpcId }: Ends): void {
	const { connections, routerInterfaces } = store.state;
	const now = store.now();
	for (const id of [vpcId, acceptingVpcId]) {
		// The documents forbid concurrent creation for one VPC; how long one Create blocks the next is assumed.
		const busy = connections.some((one) => touches(one, id) && now - one.createdAt < store.settings.createConflictMs);
		if (busy) throw cloudError("Conflict.Operation", id);
	}
	const existing = connections.find((one) => touches(one, vpcId) && touches(one, acceptingVpcId) && joins(one, now));
	if (existing !== undefined) throw cloudError("ResourceAlreadyExist.VpcPeer", existing.id);
	if (routerInterfaces.some((pair) => pair.includes(vpcId) && pair.includes(acceptingVpcId))) {
		throw cloudError("ResourceAlreadyExist.RouterInterface", vpcId, acceptingVpcId);
	}
}

/** Whether a connection stands in the way of another one of the same VPCs. That only these three do not is assumed. */
function joins(connection: ConnectionRecord, now: number): boolean {
	return !["Rejected", "Expired", "Deleted"].includes(statusOf(connection, now));
}
