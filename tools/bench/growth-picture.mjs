// @ts-check

/** @typedef {import("./scale.mjs").Point} Point */

const panel = { width: 360, height: 220, left: 52, right: 64, top: 34, bottom: 36 };
const columns = 2;

const style = `text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.small { font-size: 11px; fill: #59636e }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.ours { stroke: #0969da; fill: #0969da }
.floor { stroke: #818b98; fill: #818b98 }
text.ours, text.floor { stroke: none }
polyline.ours, polyline.floor { fill: none; stroke-width: 2 }
.paper { fill: #ffffff }
@media (prefers-color-scheme: dark) {
	text { fill: #f0f6fc }
	.small { fill: #9198a1 }
	.grid { stroke: #3d444d }
	.ours { stroke: #4493f8; fill: #4493f8 }
	.paper { fill: #0d1117 }
}`;

/**
 * The growth of each step with the number of connections, beside the engine's floor: both axes are logarithmic, and all
 * steps share them, so that a slope of one is a time that grows as the connections do.
 * @param {Point[]} points
 */
export function growthPicture(points) {
	const steps = [...new Set(points.map(({ step }) => step))];
	const scales = scalesFor(points);
	const rows = Math.ceil(steps.length / columns);
	const [width, height] = [columns * panel.width, rows * panel.height];
	const panels = steps.map((step, index) => {
		const [x, y] = [(index % columns) * panel.width, Math.floor(index / columns) * panel.height];
		const own = points.filter((point) => point.step === step).sort((left, right) => left.size - right.size);
		return `<g transform="translate(${x} ${y})">\n${panelBody(step, own, scales)}\n</g>`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Seconds by connections, both axes logarithmic">
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}"/>
${panels.join("\n")}
</svg>
`;
}

/** @typedef {{ x: (size: number) => number, y: (seconds: number) => number, sizes: number[], decades: number[] }} Scales */

/**
 * @param {Point[]} points
 * @returns {Scales}
 */
function scalesFor(points) {
	const sizes = [...new Set(points.map(({ size }) => size))].sort((left, right) => left - right);
	const times = points.flatMap(({ ours, floor }) => [ours, floor]);
	const lowest = Math.floor(Math.log10(Math.min(...times)));
	const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...times))));
	const least = Math.log10(sizes[0] ?? 1);
	const span = Math.log10(sizes.at(-1) ?? 1) - least || 1;
	const plotWidth = panel.width - panel.left - panel.right;
	const plotHeight = panel.height - panel.top - panel.bottom;
	return {
		sizes,
		decades: Array.from({ length: highest - lowest + 1 }, (_, index) => 10 ** (lowest + index)),
		x: (size) => round(panel.left + ((Math.log10(size) - least) / span) * plotWidth),
		y: (seconds) =>
			round(panel.height - panel.bottom - ((Math.log10(seconds) - lowest) / (highest - lowest)) * plotHeight),
	};
}

/**
 * @param {string} step
 * @param {Point[]} points
 * @param {Scales} scales
 */
function panelBody(step, points, { x, y, sizes, decades }) {
	const right = panel.width - panel.right;
	const bottom = panel.height - panel.bottom;
	const grid = decades.map(
		(value) => `<line class="grid" x1="${panel.left}" x2="${right}" y1="${y(value)}" y2="${y(value)}"/>
<text class="small" x="${panel.left - 6}" y="${y(value) + 4}" text-anchor="end">${value} s</text>`,
	);
	const ticks = sizes.map(
		(size) =>
			`<text class="small" x="${x(size)}" y="${bottom + 16}" text-anchor="middle">${size.toLocaleString("en")}</text>`,
	);
	return [
		`<text class="title" x="${panel.left}" y="18">${step}</text>`,
		...grid,
		...ticks,
		...["floor", "ours"].map((name) => curve(/** @type {"ours" | "floor"} */ (name), points, { x, y })),
		labels(points.at(-1), { x, y }),
	].join("\n");
}

/**
 * @param {"ours" | "floor"} name
 * @param {Point[]} points
 * @param {Pick<Scales, "x" | "y">} scales
 */
function curve(name, points, { x, y }) {
	const places = points.map((point) => [x(point.size), y(point[name])]);
	const dots = places.map(([left, top]) => `<circle class="${name}" cx="${left}" cy="${top}" r="2.5"/>`);
	return `<polyline class="${name}" points="${places.map((place) => place.join(",")).join(" ")}"/>\n${dots.join("\n")}`;
}

/** Their names at the end of the curves, moved apart where the ends meet. */
/**
 * @param {Point | undefined} last
 * @param {Pick<Scales, "x" | "y">} scales
 */
function labels(last, { x, y }) {
	if (last === undefined) return "";
	const left = x(last.size) + 8;
	const [ours, floor] = [y(last.ours), y(last.floor)];
	const apart = Math.max(0, 13 - Math.abs(floor - ours)) / 2;
	const up = ours <= floor ? -apart : apart;
	return `<text class="ours" x="${left}" y="${round(ours + up + 4)}">ours</text>
<text class="floor" x="${left}" y="${round(floor - up + 4)}">floor</text>`;
}

/** @param {number} value */
function round(value) {
	return Math.round(value * 10) / 10;
}
