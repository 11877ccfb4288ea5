import type { dynamic } from "@pulumi/pulumi";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { holderText } from "../holder-text";
import { InitFailure } from "../init-failure";
import { requiredSide } from "../routing/connection-side";
import { RouteConflict } from "../routing/route-conflict";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { destinationOf, noSuchList, nowhere, wrongVersion } from "./destination";
import { strangerText, takenOverText } from "./existing-entry";
import { type CheckedRoute, holderOf, placeOf, type RoutePlace, routeText, toState, unseenEntry } from "./state";

/** Makes the route and waits until it is Available. */
export async function create(runtime: Runtime, inputs: CheckedRoute): Promise<dynamic.CreateResult> {
	const session = new RouteSession(runtime, inputs, "create");
	const table = await requiredTable(session, inputs);
	await assertLeadsThere(session, await session.activated(inputs.instanceId), table, inputs);
	const place = placeOf(table, runtime);
	return session.inRouteTurn("CreateRouteEntry", table.vpcId, (own) => makeRoute(own, inputs, place));
}

async function makeRoute(
	session: RouteSession,
	inputs: CheckedRoute,
	place: RoutePlace,
): Promise<dynamic.CreateResult> {
	const made = await session.makeEntry({ ...inputs, nextHopId: inputs.instanceId });
	if ("existing" in made) {
		if (!made.leadsHere) {
			throw new RouteConflict([made.existing], inputs.instanceId, "give another destinationCidrBlock");
		}
		assertNotHeld(session, made.existing, inputs);
		session.journal.info(
			`${routeText(inputs)} leads to ${inputs.instanceId} already (${made.existing.routeEntryId}): ${takenOverText}`,
		);
	}
	const routeEntryId = "existing" in made ? made.existing.routeEntryId : made.routeEntryId;
	session.runtime.holders.note(routeEntryId, holderOf(inputs), "settled");
	let last: RouteEntry = "existing" in made ? made.existing : unseenEntry(inputs, routeEntryId);
	try {
		last = await session.available(inputs.routeTableId, routeEntryId);
	} catch (error) {
		throw new InitFailure(routeEntryId, toState(inputs, last, place), error);
	}
	session.progress.done(last.status, routeEntryId);
	return { id: routeEntryId, outs: toState(inputs, last, place) };
}

/** Nothing is taken away from a resource that the program still declares. */
function assertNotHeld({ runtime }: RouteSession, existing: RouteEntry, inputs: CheckedRoute): void {
	const stranger = strangerText(existing, inputs);
	if (stranger !== undefined) {
		throw new VpcPeeringError(stranger);
	}
	const others = runtime.holders.others(existing.routeEntryId, holderOf(inputs), { declared: true });
	if (others.length > 0) {
		throw new VpcPeeringError(
			`${routeText(inputs)} (${existing.routeEntryId}) belongs to ${others.map(holderText).join(" and ")} of this program. Remove one of the two; a resource that got another name keeps its route with the option { aliases: [{ name: "<old name>" }] }.`,
		);
	}
}

async function requiredTable(session: RouteSession, inputs: CheckedRoute): Promise<RouteTable> {
	const table = await session.table(inputs.routeTableId);
	if (table === undefined) {
		const accountId = await session.access.accountId(session.deadline);
		throw new VpcPeeringError(
			`routeTableId: account ${accountId} has no route table ${inputs.routeTableId} in ${inputs.regionId}. Check the id and regionId, or use the credentials of the table's account: profile or assumeRole.`,
		);
	}
	return table;
}

async function assertLeadsThere(
	session: RouteSession,
	connection: VpcPeerConnectionAttribute,
	table: RouteTable,
	{ destinationCidrBlock }: CheckedRoute,
): Promise<void> {
	const side = requiredSide(connection, table.vpcId, `routeTableId: ${table.routeTableId} is a table of `);
	const destination = await destinationOf(destinationCidrBlock, (prefixListId) => session.prefixList(prefixListId));
	const problem =
		destination === undefined
			? `${noSuchList(destinationCidrBlock, session.regionId)}.`
			: (wrongVersion(destination, side) ?? nowhere(destination, side));
	if (problem !== undefined) {
		throw new VpcPeeringError(`destinationCidrBlock: ${problem}`);
	}
}
