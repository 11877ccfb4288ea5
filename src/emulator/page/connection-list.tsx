import { useState } from "preact/hooks";
import type { StateConnection } from "../control/state";
import { choose } from "./live";
import { StatusPill } from "./status-pill";
import { Transition } from "./transition";
import { countText } from "./words";

// Below this a search would only be in the way.
const SEARCH_FROM = 8;

/** All connections, oldest first, with a search when they are many. */
export function ConnectionList({ connections }: { connections: readonly StateConnection[] }) {
	const [search, setSearch] = useState("");
	if (connections.length === 0) {
		return (
			<div class="empty">
				<p>
					<strong>No connections.</strong>
				</p>
				<p>
					Run your program with <code>ALICLOUD_VPCPEER_ENDPOINT={location.origin}</code> and the keys under Accounts.
				</p>
			</div>
		);
	}
	const found = connections.filter((connection) => textOf(connection).includes(search.trim().toLowerCase()));
	return (
		<>
			{connections.length >= SEARCH_FROM && (
				<label class="search">
					<span class="sr-only">Search connections</span>
					<input
						type="search"
						placeholder="Name, id, VPC, status…"
						value={search}
						onInput={({ currentTarget }) => setSearch(currentTarget.value)}
					/>
					<span class="faint" role="status">
						{search === "" ? "" : countText(found.length, "match").replace("matchs", "matches")}
					</span>
				</label>
			)}
			<ConnectionRows connections={found} />
		</>
	);
}

/** Rows that lead to a connection. */
export function ConnectionRows({ connections }: { connections: readonly StateConnection[] }) {
	return (
		<ul class="rows">
			{connections.map((connection) => (
				<li key={connection.instanceId}>
					<button
						type="button"
						class="row"
						data-connection={connection.instanceId}
						onClick={() => choose("connection", connection.instanceId)}
					>
						<span class="row-top">
							<span class="row-name">{connection.name || connection.instanceId}</span>
							<StatusPill status={connection.status} />
						</span>
						<span class="row-ends">
							{connection.vpcId} <span aria-hidden="true">⇄</span>
							<span class="sr-only">and</span> {connection.acceptingVpcId}
						</span>
						<Transition connection={connection} />
					</button>
				</li>
			))}
		</ul>
	);
}

function textOf(connection: StateConnection): string {
	const { name, instanceId, vpcId, acceptingVpcId, status, regionId, acceptingRegionId } = connection;
	return [name, instanceId, vpcId, acceptingVpcId, status, regionId, acceptingRegionId].join(" ").toLowerCase();
}
