import { ImportSourceError, isObject, objectsIn, parseObject, type SourceEntry } from "./source-entry";

const expected = "what `pulumi stack export` prints";

/** The resources of a stack, as `pulumi stack export` prints them (deployment schema 3 and 4). */
export function entriesOfPulumiExport(text: string, file: string): SourceEntry[] {
	const exported = parseObject(text, file, expected);
	const { deployment } = exported;
	if (!isObject(deployment)) {
		throw new ImportSourceError(`${file} has no deployment. Expected ${expected}.`);
	}
	return (
		objectsIn(deployment["resources"])
			// One that is replaced waits for its deletion; one that is only read belongs to somebody else.
			.filter((resource) => resource["delete"] !== true && resource["external"] !== true)
			.map(toEntry)
	);
}

function toEntry(resource: Record<string, unknown>): SourceEntry {
	const urn = String(resource["urn"] ?? "");
	const provider = /^urn:.*::pulumi:providers:[^:]+::(.+)::[^:]*$/.exec(String(resource["provider"] ?? ""))?.[1];
	return {
		address: urn,
		type: String(resource["type"] ?? ""),
		name: urn.split("::").at(-1) ?? urn,
		id: String(resource["id"] ?? ""),
		attributes: isObject(resource["outputs"]) ? resource["outputs"] : {},
		provider: provider === undefined || provider.startsWith("default") ? undefined : provider,
	};
}
