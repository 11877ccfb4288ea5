import type {
	ConnectionReachability,
	DirectionReachability,
	RangeReachability,
	RouteVerdict,
	TableReachability,
} from "../control/reachability";
import { emulator } from "./emulator-client";
import { run } from "./live";

const verdictWords: Record<RouteVerdict, string> = {
	route: "Route",
	partly: "Part of the range",
	elsewhere: "Leads elsewhere",
	local: "Own range",
	missing: "No route",
};

/** For each direction and range, whether each route table leads into the connection. */
export function ReachabilityView({ reach }: { reach: ConnectionReachability }) {
	const ranges = reach.directions.flatMap((direction) => direction.ranges);
	const reached = ranges.filter(({ reachable }) => reachable).length;
	const missing = ranges.flatMap(({ cidrBlock, tables }) =>
		tables.filter(({ verdict }) => verdict === "missing").map(({ routeTableId }) => ({ routeTableId, cidrBlock })),
	);
	const addMissing = () =>
		run(async () => {
			for (const { routeTableId, cidrBlock } of missing) {
				await emulator.addRoute(routeTableId, cidrBlock, reach.instanceId);
			}
		});
	return (
		<section class="reach" aria-label="Routes and reachability">
			<h3>Reachability</h3>
			<div class={`verdict tone-${toneOfParts(reached, ranges.length)}`}>
				<p>
					{reached} of {ranges.length} ranges reachable
					{reach.status === "Activated" ? "" : `: a connection that is ${reach.status} carries nothing`}
				</p>
				{missing.length > 0 && (
					<button type="button" class="small" onClick={addMissing}>
						Add missing routes
					</button>
				)}
			</div>
			{reach.directions.map((direction) => (
				<Direction key={direction.fromVpcId} direction={direction} instanceId={reach.instanceId} />
			))}
		</section>
	);
}

function toneOfParts(reached: number, all: number): "good" | "waiting" | "bad" {
	if (reached === all) return "good";
	return reached === 0 ? "bad" : "waiting";
}

function Direction({ direction, instanceId }: { direction: DirectionReachability; instanceId: string }) {
	return (
		<table class="direction">
			<caption>
				{direction.fromVpcId} <span aria-hidden="true">→</span>
				<span class="sr-only">to</span> {direction.toVpcId}
			</caption>
			<thead class="sr-only">
				<tr>
					<th scope="col">Range</th>
					<th scope="col">Route table</th>
					<th scope="col">Change</th>
				</tr>
			</thead>
			<tbody>
				{direction.ranges.flatMap((range) =>
					range.tables.map((table, index) => (
						<RouteRow
							key={range.cidrBlock + table.routeTableId}
							isFirst={index === 0}
							{...{ range, table, instanceId }}
						/>
					)),
				)}
			</tbody>
		</table>
	);
}

interface RouteRowProps {
	readonly range: RangeReachability;
	readonly table: TableReachability;
	readonly isFirst: boolean;
	readonly instanceId: string;
}

function RouteRow({ range, table, isFirst, instanceId }: RouteRowProps) {
	const { verdict, entry, routeTableId, routeTableName } = table;
	const own = entry?.nextHopId === instanceId ? entry : undefined;
	const words =
		entry !== undefined && entry.destinationCidrBlock !== range.cidrBlock ? ` ${entry.destinationCidrBlock}` : "";
	return (
		<tr data-verdict={verdict}>
			<th scope="row">{isFirst ? range.cidrBlock : <span class="sr-only">{range.cidrBlock}</span>}</th>
			<td>
				<span class={verdict === "route" ? "tick tone-good" : "tick tone-bad"}>
					<span aria-hidden="true">{verdict === "route" ? "✓" : "✕"}</span> {verdictWords[verdict]}
					{words}
				</span>
				<span class="faint table-name">{routeTableName || routeTableId}</span>
			</td>
			<td class="route-change">
				{own !== undefined && (
					<button
						type="button"
						class="small"
						aria-label={`Remove the route to ${own.destinationCidrBlock} from ${routeTableId}`}
						onClick={() => run(() => emulator.removeRoute(own.id))}
					>
						Remove
					</button>
				)}
				{verdict === "missing" && (
					<button
						type="button"
						class="small"
						aria-label={`Add a route to ${range.cidrBlock} to ${routeTableId}`}
						onClick={() => run(() => emulator.addRoute(routeTableId, range.cidrBlock, instanceId))}
					>
						Add
					</button>
				)}
			</td>
		</tr>
	);
}
