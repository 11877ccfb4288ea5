import { products } from "../actions";

/** An operation of the emulator. */
export interface OperationJson {
	readonly product: string;
	readonly version: string;
	readonly name: string;
	/** What RAM calls it. */
	readonly ramAction: string;
}

/** Every operation of every product. */
export function operationList(): OperationJson[] {
	return Object.entries(products).flatMap(([product, { version, actions }]) =>
		Object.entries(actions).map(([name, { ramAction }]) => ({ product, version, name, ramAction })),
	);
}
