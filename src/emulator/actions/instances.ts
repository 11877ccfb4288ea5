import { cloudError } from "../cloud-error";
import { allows, type ConnectionEvent, phaseAfter } from "../status";
import { requiredText } from "../validation/parameters";
import { findOwned, listOwned, statusOf } from "../world/connections";
import { findEarlier, listEarlier } from "../world/earlier";
import type { ConnectionRecord } from "../world/model";
import type { Store } from "../world/store";
import type { ActionContext } from "./action";
import { bizStatusOf } from "./connection-answer";

/** The connection of `InstanceId`; one of somebody else is as unknown as one that never was. */
export function requiredInstance({ store, parameters, caller }: ActionContext): ConnectionRecord {
	const instanceId = requiredText(parameters, "InstanceId");
	const connection = findOwned(store, instanceId, caller.account.uid);
	if (connection === undefined) throw cloudError("ResourceNotFound.InstanceId", instanceId);
	return connection;
}

/**
 * The connection of `InstanceId`, if the caller is the one who may answer the request for it. That the requester, who
 * can read the connection, gets "not found" here is assumed.
 */
export function requiredRequestToCaller(context: ActionContext): ConnectionRecord {
	const connection = requiredInstance(context);
	if (connection.acceptingOwnerUid !== context.caller.account.uid) {
		throw cloudError("ResourceNotFound.InstanceId", connection.id);
	}
	return connection;
}

/** The connection of `InstanceId` as this request sees it, which may be out of date. */
export function requiredVisibleInstance(context: ActionContext): ConnectionRecord {
	const { store, parameters, caller, old } = context;
	const instanceId = requiredText(parameters, "InstanceId");
	const connection = (old ? findEarlier : findOwned)(store, instanceId, caller.account.uid);
	if (connection === undefined || isHidden(context, connection)) {
		throw cloudError("ResourceNotFound.InstanceId", instanceId);
	}
	return connection;
}

/** The caller's connections as this request sees them, which may be out of date; oldest first. */
export function visibleInstances(context: ActionContext): ConnectionRecord[] {
	const { store, caller, old } = context;
	const all = (old ? listEarlier : listOwned)(store, caller.account.uid);
	return all.filter((connection) => !isHidden(context, connection));
}

/** Whether a connection is too new to be found by reads, or the request looks at old data. */
function isHidden({ store, stale, now }: ActionContext, connection: ConnectionRecord): boolean {
	return stale || now - connection.createdAt < store.settings.eventualConsistencyMs;
}

/** Refuses an event that the state machine does not allow now. */
export function assertAllows(connection: ConnectionRecord, event: ConnectionEvent, now: number): void {
	const status = statusOf(connection, now);
	if (!allows(event, status)) throw cloudError("IncorrectStatus.VpcPeer", connection.id, status);
}

/** Lets an event happen to a connection. */
export function apply({ store, now }: ActionContext, connection: ConnectionRecord, event: ConnectionEvent): void {
	connection.phase = phaseAfter(event, now, connection.phase.expiresAt, store.settings.durations);
	connection.modifiedAt = now;
}

/** A connection that another service manages cannot be changed by its owner (alicloud-api.md 1.4, 1.5). */
export function assertUnmanaged({ id, managedService }: ConnectionRecord): void {
	if (managedService !== "") throw cloudError("OperationDenied.ServiceManagedInstance", id, managedService);
}

/** An overdue payment blocks Accept and Modify (alicloud-api.md 2, "BizStatus"). */
export function assertBusinessStatus(store: Store, connection: ConnectionRecord): void {
	const status = bizStatusOf(store, connection);
	if (status !== "Normal") throw cloudError("IncorrectBusinessStatus.VpcPeer", connection.id, status);
}
