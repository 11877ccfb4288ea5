import { curveBasis, line, linkHorizontal } from "d3-shape";
import type { EmulatorState, StateConnection, StateVpc } from "../control/state";
import { isMainland } from "../mainland";

/** A box on the map, in pixels from the map's corner. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A connection as it is drawn. */
export interface DrawnLine {
	readonly connection: StateConnection;
	readonly path: string;
	/** Where its mark is. */
	readonly mark: Point;
}

/** A row of the map: one region, with the VPCs of each account in it. */
export interface RegionRow {
	readonly regionId: string;
	/** In the order of the accounts. */
	readonly cells: readonly (readonly StateVpc[])[];
}

/** The regions, those of mainland China first, as the cloud's console has them. */
export function regionRows({ accounts }: EmulatorState): RegionRow[] {
	const regions = [...new Set(accounts.flatMap(({ vpcs }) => vpcs.map(({ regionId }) => regionId)))];
	regions.sort((one, other) => Number(isMainland(other)) - Number(isMainland(one)) || compare(one, other));
	return regions.map((regionId) => ({
		regionId,
		cells: accounts.map(({ vpcs }) => vpcs.filter((vpc) => vpc.regionId === regionId)),
	}));
}

interface End {
	readonly vpcId: string;
	readonly otherVpcId: string;
	readonly instanceId: string;
}

type Side = "left" | "right";

/**
 * Lines between the boxes of VPCs. They leave a box on the side of the gutter between the columns, each from a place of
 * its own, in the order of where they go, so that they cross as little as may be.
 */
export function drawLines(
	connections: readonly StateConnection[],
	boxes: ReadonlyMap<string, Box>,
	gutter: number,
): DrawnLine[] {
	const columns = columnsOf(boxes);
	const drawable = connections.filter(({ vpcId, acceptingVpcId }) => boxes.has(vpcId) && boxes.has(acceptingVpcId));
	const ports = placePorts(drawable, boxes, columns);
	const taken: Point[] = [];
	return drawable.map((connection) => {
		const { instanceId, vpcId, acceptingVpcId } = connection;
		const from = ports.get(`${instanceId} ${vpcId}`) as Point;
		const to = ports.get(`${instanceId} ${acceptingVpcId}`) as Point;
		const [own, other] = [boxes.get(vpcId) as Box, boxes.get(acceptingVpcId) as Box];
		const outward = sideOf(own, other, columns) === "right" ? 1 : -1;
		const sameColumn = Math.round(own.x) === Math.round(other.x);
		const curve = sameColumn ? curveAround(from, to, outward, gutter) : curveAcross(from, to);
		const mark = freeMark(curve.at, taken);
		taken.push(mark);
		return { connection, path: curve.path, mark };
	});
}

/** The room between the first two columns; beside the only one, if there are no more. */
export function gutterOf(boxes: ReadonlyMap<string, Box>, width: number): number {
	const [first, second] = columnsOf(boxes);
	const box = [...boxes.values()].find(({ x }) => Math.round(x) === first);
	return box === undefined ? 0 : (second ?? width) - box.x - box.width;
}

function columnsOf(boxes: ReadonlyMap<string, Box>): number[] {
	return [...new Set([...boxes.values()].map(({ x }) => Math.round(x)))].sort((one, other) => one - other);
}

function sideOf(box: Box, other: Box, columns: readonly number[]): Side {
	if (Math.round(box.x) !== Math.round(other.x)) return box.x < other.x ? "right" : "left";
	// The last of several columns has its gutter on the left.
	return columns.length > 1 && columns.indexOf(Math.round(box.x)) === columns.length - 1 ? "left" : "right";
}

function placePorts(
	connections: readonly StateConnection[],
	boxes: ReadonlyMap<string, Box>,
	columns: readonly number[],
): Map<string, Point> {
	const bySide = new Map<string, End[]>();
	for (const { instanceId, vpcId, acceptingVpcId } of connections) {
		for (const [own, other] of [
			[vpcId, acceptingVpcId],
			[acceptingVpcId, vpcId],
		] as const) {
			const side = sideOf(boxes.get(own) as Box, boxes.get(other) as Box, columns);
			const key = `${own} ${side}`;
			bySide.set(key, [...(bySide.get(key) ?? []), { vpcId: own, otherVpcId: other, instanceId }]);
		}
	}
	const ports = new Map<string, Point>();
	for (const [key, ends] of bySide) {
		const box = boxes.get(ends[0]?.vpcId ?? "") as Box;
		const right = key.endsWith(" right");
		ends.sort((one, other) => (boxes.get(one.otherVpcId)?.y ?? 0) - (boxes.get(other.otherVpcId)?.y ?? 0));
		for (const [index, end] of ends.entries()) {
			const y = box.y + (box.height * (index + 1)) / (ends.length + 1);
			ports.set(`${end.instanceId} ${end.vpcId}`, { x: right ? box.x + box.width : box.x, y });
		}
	}
	return ports;
}

interface Curve {
	readonly path: string;
	/** The point at a part of the way, from 0 to 1. */
	at(part: number): Point;
}

const across = linkHorizontal<unknown, Point>()
	.x(({ x }) => x)
	.y(({ y }) => y);
const around = line<Point>(
	({ x }) => x,
	({ y }) => y,
).curve(curveBasis);

function curveAcross(from: Point, to: Point): Curve {
	const middle = (from.x + to.x) / 2;
	return {
		path: across({ source: from, target: to }) ?? "",
		at: (part) => ({ x: cubic(from.x, middle, middle, to.x, part), y: cubic(from.y, from.y, to.y, to.y, part) }),
	};
}

/** Between two boxes of one column: out into the gutter and back, the farther they are apart the deeper. */
function curveAround(from: Point, to: Point, outward: 1 | -1, gutter: number): Curve {
	const height = to.y - from.y;
	const depth = outward * Math.min(gutter * 0.42, 66 + Math.abs(height) * 0.15);
	const top = { x: from.x + depth, y: from.y + height * 0.1 };
	const bottom = { x: from.x + depth, y: from.y + height * 0.9 };
	return {
		path: around([from, top, bottom, to]) ?? "",
		at: (part) => ({ x: from.x + depth * 0.9, y: from.y + height * part }),
	};
}

function cubic(start: number, first: number, second: number, end: number, part: number): number {
	const rest = 1 - part;
	return rest ** 3 * start + 3 * rest ** 2 * part * first + 3 * rest * part ** 2 * second + part ** 3 * end;
}

const parts = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** A place on a line where no other mark is, if there is one. */
function freeMark(at: (part: number) => Point, taken: readonly Point[]): Point {
	const places = parts.map(at);
	const free = places.find((place) =>
		taken.every((other) => Math.abs(other.x - place.x) > 92 || Math.abs(other.y - place.y) > 22),
	);
	return free ?? (places[0] as Point);
}

function compare(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
