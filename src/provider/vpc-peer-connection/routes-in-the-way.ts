import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { describeRouteEntries, describeRouteTables, type RouteEntry } from "../../api/vpc-routes";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { leadsTo } from "../routing/route-conflict";
import type { Session } from "./session";

/** So long a refusal for routes that have just gone is met by sending again, and so often. */
const patienceMs = 60_000;
const pauseMs = 2_000;

/**
 * Sends the deletion of a connection, again for a while where the cloud says that routes point at it and none is left that
 * will stay: its count may lag behind the list, and the other account may be removing its own at this moment (cloud-facts
 * A4: another client sends again, too). Routes that stay are named in the error.
 */
export async function withoutRoutes(
	session: Session,
	connection: VpcPeerConnectionAttribute,
	send: () => Promise<void>,
): Promise<void> {
	const { clock } = session.runtime;
	const until = Math.min(session.deadline, clock.now() + patienceMs);
	for (;;) {
		try {
			return await send();
		} catch (error) {
			if (cloudCode(error) !== "OperationDenied.RouteEntryExist") {
				throw error;
			}
			const staying = await routesThatStay(session, connection);
			if (staying.length > 0) {
				const list = staying.map(
					(entry) => `${entry.destinationCidrBlock} in ${entry.routeTableId} (${entry.routeEntryId})`,
				);
				throw new VpcPeeringError(`${(error as Error).message} They are ${list.join(", ")}.`, { cause: error });
			}
			if (clock.now() >= until) {
				throw error;
			}
			session.progress.waiting(connection.instanceId, "the cloud still counts route entries that are gone");
			await clock.sleep(pauseMs);
		}
	}
}

/** Entries to the connection that nobody is deleting, as far as these credentials see the tables of its two VPCs. */
async function routesThatStay(session: Session, connection: VpcPeerConnectionAttribute): Promise<RouteEntry[]> {
	const { vpcId, regionId, acceptingVpcId, acceptingRegionId, instanceId } = connection;
	const ends = [
		{ vpcId, regionId },
		{ vpcId: acceptingVpcId, regionId: acceptingRegionId },
	];
	const entries = await Promise.all(ends.map((end) => entriesOf(session, end).catch(() => [])));
	return entries.flat().filter((entry) => leadsTo(entry, instanceId) && entry.status !== "Deleting");
}

async function entriesOf(
	{ access, limits }: Session,
	{ vpcId, regionId }: { vpcId: string | undefined; regionId: string | undefined },
): Promise<RouteEntry[]> {
	if (vpcId === undefined || regionId === undefined || access.cloudOf("Vpc") !== access.cloudOf("VpcPeer")) {
		return [];
	}
	const client = access.vpc(regionId);
	const tables = await describeRouteTables(client, { regionId, vpcId }, limits);
	const listable = tables.filter(({ associateType }) => associateType !== "Gateway");
	const lists = await Promise.all(
		listable.map(({ routeTableId }) => describeRouteEntries(client, { regionId, routeTableId }, limits)),
	);
	return lists.flat();
}
