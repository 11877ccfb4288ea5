// @ts-check
import { TestEnvironment } from "jest-environment-node";

/**
 * Jest on Node 20 runs tests as CommonJS and can't load ES modules without a flag of Node's. This environment lies
 * outside of Jest's own module system and lends tests the real `import`, as `importModule(<path from the root>)`.
 */
export default class extends TestEnvironment {
	/**
	 * @param {ConstructorParameters<typeof TestEnvironment>[0]} config
	 * @param {ConstructorParameters<typeof TestEnvironment>[1]} context
	 */
	constructor(config, context) {
		super(config, context);
		const root = new URL("../../../", import.meta.url);
		this.global["importModule"] = (/** @type {string} */ file) => import(new URL(file, root).href);
	}
}
