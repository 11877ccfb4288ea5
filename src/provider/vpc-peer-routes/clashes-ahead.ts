import type { RouteEntry } from "../../api/vpc-routes";
import { isIpv6Cidr, sameCidr } from "../../schema/cidr";
import { isKnownText } from "../../schema/unknown";
import { isDegraded } from "../preflight/finding";
import { lookAhead } from "../routing/preview-reads";
import type { Runtime } from "../runtime";
import type { Foresight } from "./look-ahead";
import { ownership } from "./ownership";
import type { CheckedRoutes } from "./state";
import { surveyTables } from "./survey";
import { selectTables } from "./table-selection";

/**
 * The entries in the way of routes whose connection is not made yet, as far as it can be told where they will lead: by the
 * list of destinations, or by the ranges of the other VPC, which a component names. Undefined where it can't be told.
 */
export async function clashesAhead(runtime: Runtime, inputs: CheckedRoutes): Promise<Foresight | undefined> {
	const { regionId, vpcId, routeTables = {} } = inputs;
	const seen = await lookAhead(runtime, inputs, async (reads) => {
		const [wanted, survey] = await Promise.all([
			destinationsAhead(runtime, inputs),
			surveyTables({
				tables: async () => (await reads.tables(regionId)).filter((table) => table.vpcId === vpcId),
				entries: (routeTableId) => reads.entries(regionId, routeTableId),
			}),
		]);
		return { wanted, sameEnds: await connectionsOfPair(runtime, inputs), ...survey };
	});
	if (seen === undefined || seen.tables.length === 0) {
		return undefined;
	}
	const chosen = new Set(selectTables(seen.tables, routeTables, vpcId).map(({ routeTableId }) => routeTableId));
	const whose = ownership(runtime, "", inputs, []);
	const isInTheWay = (entry: RouteEntry) =>
		chosen.has(entry.routeTableId) &&
		seen.wanted.some((cidr) => sameCidr(entry.destinationCidrBlock, cidr)) &&
		!whose.isMarkedOwn(entry) &&
		!whose.isOffered(entry);
	const inTheWay = seen.entries.filter(isInTheWay);
	const conflicts = inTheWay.filter(({ nextHops }) => !seen.sameEnds.has(nextHops[0]?.id ?? ""));
	return {
		plan: {
			add: [],
			remove: [],
			keep: [],
			takeOver: [],
			passedOn: [],
			conflicts,
			undecided: [],
			relied: [],
			leftAlone: [],
		},
		whose,
	};
}

/** The connections that join the two VPCs already: with `adopt` one of them will be the connection, so its routes do not clash. */
async function connectionsOfPair(runtime: Runtime, inputs: CheckedRoutes): Promise<ReadonlySet<string>> {
	const { leadsTo = {} } = runtime.program.hintsOf(inputs.__identity ?? "");
	if (!isKnownText(leadsTo.vpcId)) {
		return new Set();
	}
	const listed = await runtime.preflight.factsOf(inputs).connections(inputs.regionId);
	const existing = isDegraded(listed)
		? undefined
		: listed.ofPair({ vpcId: inputs.vpcId, acceptingVpcId: leadsTo.vpcId });
	return new Set(existing === undefined ? [] : [existing.instanceId]);
}

async function destinationsAhead(runtime: Runtime, inputs: CheckedRoutes): Promise<readonly string[]> {
	const { destinations = "peer-cidrs", ipv6 = true, regionId } = inputs;
	if (destinations !== "peer-cidrs") {
		return destinations;
	}
	const { leadsTo = {} } = runtime.program.hintsOf(inputs.__identity ?? "");
	const peerRegionId = leadsTo.regionId ?? regionId;
	if (!isKnownText(leadsTo.vpcId) || !isKnownText(peerRegionId)) {
		return [];
	}
	// Of another account's VPC these credentials see nothing: the run tells.
	const peer = await runtime.preflight.factsOf(inputs).vpc(peerRegionId, leadsTo.vpcId);
	if (peer === undefined || isDegraded(peer)) {
		return [];
	}
	return [...peer.ipv4Cidrs, ...(ipv6 ? peer.ipv6Cidrs.filter(isIpv6Cidr) : [])];
}
