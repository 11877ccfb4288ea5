/** `Tag.1.Key`, `Tag.1.Value`, ...: sorted by key, so that the same tags make the same request. List says `Tags`. */
export function toTagParameters(tags: Record<string, string>, list = "Tag"): Record<string, string> {
	const parameters: Record<string, string> = {};
	for (const [index, key] of Object.keys(tags).sort().entries()) {
		parameters[`${list}.${index + 1}.Key`] = key;
		parameters[`${list}.${index + 1}.Value`] = tags[key] ?? "";
	}
	return parameters;
}
