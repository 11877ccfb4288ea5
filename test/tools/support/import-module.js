// @ts-check

/**
 * An ES module of this repository, by its path from the root.
 * @param {string} file
 * @returns {Promise<any>}
 */
export function importModule(file) {
	return Reflect.get(globalThis, "importModule")(file);
}
