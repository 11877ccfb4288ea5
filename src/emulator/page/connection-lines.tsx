import { choose, selection } from "./live";
import type { DrawnLine } from "./map-layout";
import { toneOf } from "./words";

interface Props {
	readonly lines: readonly DrawnLine[];
	readonly width: number;
	readonly height: number;
	readonly gutter: number;
}

// More words than these would cover the lines.
const MAX_WORDS = 16;
const MIN_GUTTER_FOR_WORDS = 150;

/**
 * The connections. They are a picture, and a shortcut for a pointer: by keyboard and for screen readers the same is in
 * the list beside the map.
 */
export function ConnectionLines({ lines, width, height, gutter }: Props) {
	const inWords = lines.length <= MAX_WORDS && gutter >= MIN_GUTTER_FOR_WORDS;
	const chosen = selection.value;
	return (
		<svg class={chosen === undefined ? "lines" : "lines choosing"} width={width} height={height} aria-hidden="true">
			{lines.map((line) => (
				<Line key={line.connection.instanceId} line={line} inWords={inWords} isChosen={touches(line, chosen)} />
			))}
		</svg>
	);
}

function touches({ connection }: DrawnLine, chosen: typeof selection.value): boolean {
	if (chosen?.kind === "connection") return connection.instanceId === chosen.id;
	return chosen?.kind === "vpc" && [connection.vpcId, connection.acceptingVpcId].includes(chosen.id);
}

function Line({ line, inWords, isChosen }: { line: DrawnLine; inWords: boolean; isChosen: boolean }) {
	const { connection, path, mark } = line;
	const { instanceId, status, name } = connection;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map is the way without a pointer
		<g
			class={`line tone-${toneOf[status]}${isChosen ? " chosen" : ""}`}
			data-connection={instanceId}
			data-status={status}
			onClick={() => choose("connection", instanceId)}
		>
			<title>{`${name || instanceId}: ${status}`}</title>
			<path class="line-reach" d={path} />
			<path class="line-halo" d={path} />
			<path class="line-stroke" d={path} />
			{inWords ? (
				<WordMark text={status} x={mark.x} y={mark.y} />
			) : (
				<circle class="mark" cx={mark.x} cy={mark.y} r="5" />
			)}
		</g>
	);
}

const widths = new Map<string, number>();

/** How wide a status is in the page's own font, which is another one on each machine. */
function textWidth(text: string): number {
	const known = widths.get(text);
	if (known !== undefined) return known;
	const canvas = document.createElement("canvas").getContext("2d");
	if (canvas === null) return text.length * 8;
	canvas.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
	const { width } = canvas.measureText(text);
	widths.set(text, width);
	return width;
}

function WordMark({ text, x, y }: { text: string; x: number; y: number }) {
	const width = textWidth(text) + 30;
	return (
		<g class="word-mark" transform={`translate(${x - width / 2} ${y - 10})`}>
			<rect width={width} height="20" rx="10" />
			<circle cx="11" cy="10" r="3.5" />
			<text x="19" y="14">
				{text}
			</text>
		</g>
	);
}
