import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { products } from "../../../src/emulator/actions";
import { type OperationSource, operationSources } from "../../../src/emulator/actions/sources";
import { errorTable } from "../../../src/emulator/errors";

const sources = path.resolve(__dirname, "..", "..", "..", "src", "emulator");

/** Every operation with what it is documented by and reads. */
export const operations = Object.entries(products).flatMap(([product, { version, actions }]) => {
	const known: Readonly<Record<string, OperationSource>> = operationSources[product as keyof typeof operationSources];
	return Object.keys(actions).map((name) => ({ product, version, name, source: known[name] }));
});

/** The names of parameters that the sources of the emulator read, as their calls write them. */
export function parametersRead(): Set<string> {
	const reads =
		/(?:\bparameters,|\bcontext,|\.get\(|\btext\(|\bequals\(|\bparameter:|\bparameter \?\?)\s*"([A-Z][A-Za-z0-9]+)"/g;
	const files = ["actions", "validation"].flatMap((folder) =>
		readdirSync(path.join(sources, folder)).map((file) => path.join(sources, folder, file)),
	);
	return new Set(files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(reads)].map(([, name = ""]) => name)));
}

/** The tables of the emulator's README, written from the emulator's own. */
export function truthTables(): string {
	const operationRows = operations.map(({ product, name, source }) => [
		product,
		name,
		list(source?.parameters ?? []),
		list(source?.ignored ?? []),
		source?.source ?? "",
	]);
	const errorRows = Object.entries(errorTable).map(([code, entry]) => {
		const { httpStatus, source } = entry;
		const seenBy = "seenBy" in entry ? entry.seenBy : "";
		return [
			`\`${code}\``,
			String(httpStatus),
			`${source === "assumed" ? "assumed" : "documented"}${seenBy === "" ? "" : ", observed"}`,
			source === "assumed" ? "" : source,
			seenBy,
		];
	});
	return [
		table(["Product", "Operation", "Parameters with an effect", "Accepted without one", "Source"], operationRows),
		table(["Code", "HTTP", "Code for this condition", "Source", "Observed by"], errorRows),
	].join("\n\n");
}

function list(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(", ");
}

/** As Biome formats a table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
	return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
