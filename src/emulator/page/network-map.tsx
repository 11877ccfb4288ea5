import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EmulatorState, StateAccount, StateVpc } from "../control/state";
import { ConnectionLines } from "./connection-lines";
import { choose, selection } from "./live";
import { type Box, drawLines, gutterOf, regionRows } from "./map-layout";
import { countText, toneOf } from "./words";

/** The VPCs by account (columns) and region (rows), and the connections between them. */
export function NetworkMap({ known }: { known: EmulatorState }) {
	const plane = useRef<HTMLDivElement>(null);
	const layout = useBoxes(plane, known);
	const rows = useMemo(() => regionRows(known), [known]);
	const lines = useMemo(() => drawLines(known.connections, layout.boxes, layout.gutter), [known, layout]);
	const columns = `repeat(${known.accounts.length}, minmax(0, 1fr))`;
	const single = known.accounts.length === 1;
	return (
		<section class="map" aria-label="Network map">
			<div class="map-scroll">
				<div class={single ? "plane single" : "plane"} ref={plane}>
					<div class="columns" style={{ gridTemplateColumns: columns }}>
						{known.accounts.map((account) => (
							<AccountHead key={account.uid} account={account} />
						))}
					</div>
					{rows.map(({ regionId, cells }) => (
						<section key={regionId} class="region" aria-label={`Region ${regionId}`}>
							<h3>{regionId}</h3>
							<div class="columns" style={{ gridTemplateColumns: columns }}>
								{cells.map((vpcs, index) => (
									<ul key={known.accounts[index]?.uid} class="cell">
										{vpcs.map((vpc) => (
											<li key={vpc.id}>
												<VpcCard vpc={vpc} known={known} />
											</li>
										))}
									</ul>
								))}
							</div>
						</section>
					))}
					<ConnectionLines lines={lines} width={layout.width} height={layout.height} gutter={layout.gutter} />
				</div>
			</div>
			<Legend known={known} />
		</section>
	);
}

function AccountHead({ account }: { account: StateAccount }) {
	return (
		<div class="account-head">
			<h2>
				<span class="faint">Account</span> <span class="digits">{account.uid}</span>
			</h2>
			<p class="faint">{account.accessKeyId}</p>
		</div>
	);
}

function VpcCard({ vpc, known }: { vpc: StateVpc; known: EmulatorState }) {
	const own = known.connections.filter(({ vpcId, acceptingVpcId }) => vpcId === vpc.id || acceptingVpcId === vpc.id);
	const ranges = [vpc.cidrBlock, ...vpc.secondaryCidrBlocks, ...vpc.ipv6CidrBlocks];
	const chosen = selection.value;
	const isChosen = chosen?.kind === "vpc" && chosen.id === vpc.id;
	const isEnd = chosen?.kind === "connection" && own.some(({ instanceId }) => instanceId === chosen.id);
	const classes = ["vpc", isChosen && "chosen", isEnd && "end", own.length === 0 && "alone"].filter(Boolean).join(" ");
	return (
		<button
			type="button"
			class={classes}
			data-vpc={vpc.id}
			aria-pressed={isChosen}
			onClick={() => choose("vpc", vpc.id)}
		>
			<span class="vpc-name" title={vpc.id}>
				{vpc.name}
			</span>
			<span class="vpc-range">
				{vpc.cidrBlock}
				{ranges.length > 1 && <span class="faint"> +{ranges.length - 1}</span>}
			</span>
			{vpc.status !== "Available" && <span class="faint">{vpc.status}</span>}
			<span class="sr-only">{countText(own.length, "connection")}</span>
		</button>
	);
}

function Legend({ known }: { known: EmulatorState }) {
	const counts = new Map<string, number>();
	for (const { status } of known.connections) counts.set(status, (counts.get(status) ?? 0) + 1);
	if (counts.size === 0) {
		return (
			<p class="legend faint">
				No connections yet. Point a client at this address; what it creates is drawn here as it happens.
			</p>
		);
	}
	return (
		<ul class="legend" aria-label="Connections by status">
			{[...counts].map(([status, count]) => (
				<li key={status} class={`tone-${toneOf[status as keyof typeof toneOf]}`}>
					<span class="swatch" aria-hidden="true" />
					{count} {status}
				</li>
			))}
		</ul>
	);
}

interface Layout {
	readonly boxes: ReadonlyMap<string, Box>;
	readonly width: number;
	readonly height: number;
	readonly gutter: number;
}

/** Where the browser has put the VPCs, looked at again whenever the map changes its size or its VPCs. */
function useBoxes(plane: { current: HTMLDivElement | null }, known: EmulatorState): Layout {
	const [layout, setLayout] = useState<Layout>({ boxes: new Map(), width: 0, height: 0, gutter: 0 });
	const vpcs = known.accounts.map((account) => account.vpcs.map(({ id }) => id).join()).join(";");
	useLayoutEffect(() => {
		const element = plane.current;
		if (element === null) return;
		const measure = () => setLayout(measured(element));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		return () => observer.disconnect();
	}, [vpcs]);
	return layout;
}

function measured(plane: HTMLElement): Layout {
	const origin = plane.getBoundingClientRect();
	const boxes = new Map<string, Box>();
	for (const card of plane.querySelectorAll<HTMLElement>("[data-vpc]")) {
		const { left, top, width, height } = card.getBoundingClientRect();
		boxes.set(card.dataset["vpc"] ?? "", { x: left - origin.left, y: top - origin.top, width, height });
	}
	return { boxes, width: origin.width, height: origin.height, gutter: gutterOf(boxes, origin.width) };
}
