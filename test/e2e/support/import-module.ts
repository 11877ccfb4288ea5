/**
 * Loads a module outside of Jest's own module system, with Node's own `import`: takes a path from the repository's root,
 * or a file URL.
 */
export function importModule<Module>(file: string): Promise<Module> {
	const lent = Reflect.get(globalThis, "importModule") as (file: string) => Promise<Module>;
	return lent(file);
}
