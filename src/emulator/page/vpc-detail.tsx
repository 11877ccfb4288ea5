import type { EmulatorState, StateVpc } from "../control/state";
import { ConnectionRows } from "./connection-list";
import { DetailHead } from "./detail-head";

/** One VPC: its ranges, connections and route tables. */
export function VpcDetail({ vpc, known }: { vpc: StateVpc; known: EmulatorState }) {
	const own = known.connections.filter(({ vpcId, acceptingVpcId }) => vpcId === vpc.id || acceptingVpcId === vpc.id);
	const owner = known.accounts.find(({ vpcs }) => vpcs.some(({ id }) => id === vpc.id));
	return (
		<article class="detail">
			<DetailHead kind="VPC" title={vpc.name} />
			<dl class="fields">
				<Field name="VpcId" value={vpc.id} />
				<Field name="Region" value={vpc.regionId} />
				<Field name="Account" value={owner?.uid ?? ""} />
				<Field name="Status" value={vpc.status} />
				<Field name="IPv4" value={[vpc.cidrBlock, ...vpc.secondaryCidrBlocks].join(", ")} />
				{vpc.ipv6CidrBlocks.length > 0 && <Field name="IPv6" value={vpc.ipv6CidrBlocks.join(", ")} />}
			</dl>
			<h3>Connections</h3>
			{own.length === 0 ? <p class="faint">None.</p> : <ConnectionRows connections={own} />}
			{vpc.routeTables.map((table) => (
				<section key={table.id} class="route-table" aria-label={`Route table ${table.id}`}>
					<h3>
						{table.name || table.id} <span class="faint">{table.type} route table</span>
					</h3>
					{table.entries.length === 0 ? (
						<p class="faint">No custom entries.</p>
					) : (
						<ul class="entries">
							{table.entries.map((entry) => (
								<li key={entry.id}>
									<code>{entry.destinationCidrBlock}</code> <span aria-hidden="true">→</span>{" "}
									<code>{entry.nextHopId}</code> <span class="faint">{entry.status}</span>
								</li>
							))}
						</ul>
					)}
				</section>
			))}
		</article>
	);
}

function Field({ name, value }: { name: string; value: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</div>
	);
}
