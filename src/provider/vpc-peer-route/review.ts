import type { dynamic } from "@pulumi/pulumi";
import type { RouteEntry } from "../../api/vpc-routes";
import { sameCidr } from "../../schema/cidr";
import { isDead } from "../../schema/status";
import { containsUnknown } from "../../schema/unknown";
import { deadText } from "../dead-connection";
import { holderText } from "../holder-text";
import { type ConnectionSide, notAnEnd, sideOf } from "../routing/connection-side";
import { lookAhead, type PreviewReads } from "../routing/preview-reads";
import { conflictText, leadsTo } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import { declaredMaker } from "../vpc-peer-routes/ownership";
import { atHome, type Destination, destinationOf, noSuchList, nowhere, wrongVersion } from "./destination";
import { strangerText, takenOverText } from "./existing-entry";
import { type CheckedRoute, holderOf, routeText } from "./state";

interface Finding {
	readonly property: string;
	readonly reason: string;
	/** Something that the run itself may put right, or that the user may want: said, but no failure. */
	readonly warning?: true;
	/** About an entry that is in the way. */
	readonly conflict?: true;
}

/** Reviews, in a preview, a route that would be made: errors become failures of the check, warnings are said. */
export async function reviewRoute(runtime: Runtime, inputs: CheckedRoute): Promise<dynamic.CheckFailure[]> {
	if (!runtime.isPreview || containsUnknown(inputs)) {
		return [];
	}
	// The old route goes first, so it is not in the way.
	const replacesThere = runtime.replacing.get(inputs.__identity ?? "")?.samePair === true;
	const findings = await lookAhead(runtime, inputs, async (reads, journal) => {
		const found = (await findingsOf(runtime, reads, inputs)).filter(
			({ conflict }) => !(conflict === true && replacesThere),
		);
		for (const { property, reason } of found.filter(({ warning }) => warning === true)) {
			journal.warn(`${property}: ${reason}`);
		}
		return found;
	});
	return (findings ?? [])
		.filter(({ warning }) => warning !== true)
		.map(({ property, reason }) => ({ property, reason }));
}

async function findingsOf(runtime: Runtime, reads: PreviewReads, inputs: CheckedRoute): Promise<Finding[]> {
	const { regionId, routeTableId, instanceId, destinationCidrBlock: destination } = inputs;
	const [connection, tables] = await Promise.all([
		reads.connection(instanceId),
		reads.tables(regionId, new Set([routeTableId])),
	]);
	const table = tables.find((one) => one.routeTableId === routeTableId);
	const findings: Finding[] = [];
	if (connection === undefined) {
		findings.push({ property: "instanceId", reason: deadText(instanceId, undefined) });
	} else if (isDead(connection.status)) {
		findings.push({ property: "instanceId", reason: deadText(instanceId, connection) });
	}
	if (table === undefined) {
		findings.push({
			property: "routeTableId",
			reason: `these credentials see no such route table in ${regionId}: check the id, regionId, and profile or assumeRole`,
		});
	}
	if (table === undefined || connection === undefined) {
		return findings;
	}
	const side = sideOf(connection, table.vpcId);
	if (side === undefined) {
		return [...findings, { property: "routeTableId", reason: notAnEnd(connection, table.vpcId, "is a table of ") }];
	}
	const leads = await destinationOf(destination, (prefixListId) => reads.prefixList(regionId, prefixListId));
	findings.push(...(leads === undefined ? [missingList(destination, regionId)] : destinationFindings(leads, side)));
	const entries = await reads.entries(regionId, routeTableId);
	const existing = entries.find((entry) => sameCidr(entry.destinationCidrBlock, destination));
	if (existing !== undefined && !leadsTo(existing, instanceId)) {
		findings.push({
			property: "destinationCidrBlock",
			conflict: true,
			reason: `${conflictText(existing)}, and is not overwritten: delete that entry, or give another destination`,
		});
	} else if (existing !== undefined) {
		findings.push(reviewTakeOver(runtime, existing, inputs));
	}
	return findings;
}

function missingList(prefixListId: string, regionId: string): Finding {
	return { property: "destinationCidrBlock", reason: noSuchList(prefixListId, regionId) };
}

function destinationFindings(leads: Destination, side: ConnectionSide): Finding[] {
	const property = "destinationCidrBlock";
	const wrong = wrongVersion(leads, side);
	// Warnings only: the same program may be about to give the VPCs other ranges.
	const doubts = [nowhere(leads, side), atHome(leads, side)].filter((reason) => reason !== undefined);
	return [
		...(wrong === undefined ? [] : [{ property, reason: wrong }]),
		...doubts.map((reason): Finding => ({ property, reason, warning: true })),
	];
}

/** An entry that leads to the connection already is taken over, unless somebody is known who has it. */
function reviewTakeOver({ holders, program }: Runtime, existing: RouteEntry, inputs: CheckedRoute): Finding {
	const property = "destinationCidrBlock";
	const stranger = strangerText(existing, inputs);
	if (stranger !== undefined) {
		return { property, reason: stranger };
	}
	const what = `${routeText(inputs)} is there already (${existing.routeEntryId})`;
	const [holder] = holders.others(existing.routeEntryId, holderOf(inputs), { declared: true });
	if (holder !== undefined) {
		return {
			property,
			reason: `${routeText(inputs)} (${existing.routeEntryId}) belongs to ${holderText(holder)} of this program`,
		};
	}
	const maker = declaredMaker(existing, program);
	return {
		property,
		warning: true,
		reason:
			maker === undefined
				? `${what}: ${takenOverText}`
				: `${what}: ${holderText(maker)} of this program made it. If that gives the destination up in this run, the route is taken over; if not, \`pulumi up\` refuses it.`,
	};
}
