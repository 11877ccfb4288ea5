import type { TargetedKeyboardEvent } from "preact";
import { Accounts } from "./accounts";
import { ConnectionDetail } from "./connection-detail";
import { ConnectionList } from "./connection-list";
import { Faults } from "./faults";
import { chosenConnection, faults, type Panel, panel, requests, selection, state } from "./live";
import { RequestLog } from "./request-log";
import { VpcDetail } from "./vpc-detail";

const names: Record<Panel, string> = {
	connections: "Connections",
	requests: "Requests",
	faults: "Faults",
	accounts: "Accounts",
};
const order = Object.keys(names) as Panel[];

/** Lists and details beside the map, below it on a phone. */
export function SidePanel() {
	const open = panel.value;
	return (
		<section class="panel" id="panel" aria-label="Details">
			<div class="tabs" role="tablist" aria-label="Details">
				{order.map((name) => (
					<Tab key={name} name={name} isOpen={name === open} />
				))}
			</div>
			<div class="panel-body" role="tabpanel" id={`panel-${open}`} aria-labelledby={`tab-${open}`}>
				<PanelContent open={open} />
			</div>
		</section>
	);
}

function Tab({ name, isOpen }: { name: Panel; isOpen: boolean }) {
	const count = counts[name]();
	return (
		<button
			type="button"
			role="tab"
			id={`tab-${name}`}
			aria-selected={isOpen}
			aria-controls={`panel-${name}`}
			tabIndex={isOpen ? 0 : -1}
			onClick={() => {
				panel.value = name;
			}}
			onKeyDown={moveBetweenTabs}
		>
			{names[name]}
			{count > 0 && <span class="count">{count > 399 ? "400+" : count}</span>}
		</button>
	);
}

const counts: Record<Panel, () => number> = {
	connections: () => state.value?.connections.length ?? 0,
	requests: () => requests.value.length,
	faults: () => faults.value.length,
	accounts: () => 0,
};

const moves: Record<string, (at: number) => number> = {
	ArrowRight: (at) => at + 1,
	ArrowLeft: (at) => at - 1 + order.length,
	Home: () => 0,
	End: () => order.length - 1,
};

function moveBetweenTabs(event: TargetedKeyboardEvent<HTMLButtonElement>): void {
	const move = moves[event.key];
	if (move === undefined) return;
	event.preventDefault();
	const next = order[move(order.indexOf(panel.value)) % order.length] as Panel;
	panel.value = next;
	document.getElementById(`tab-${next}`)?.focus();
}

function PanelContent({ open }: { open: Panel }) {
	const known = state.value;
	if (known === undefined) return null;
	if (open === "requests") return <RequestLog />;
	if (open === "faults") return <Faults known={known} />;
	if (open === "accounts") return <Accounts known={known} />;
	const chosen = selection.value;
	const connection = chosenConnection.value;
	if (connection !== undefined)
		return <ConnectionDetail key={connection.instanceId} connection={connection} known={known} />;
	const vpc = known.accounts.flatMap(({ vpcs }) => vpcs).find(({ id }) => chosen?.kind === "vpc" && id === chosen.id);
	if (vpc !== undefined) return <VpcDetail key={vpc.id} vpc={vpc} known={known} />;
	return <ConnectionList connections={known.connections} />;
}
