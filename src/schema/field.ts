import type { Kind } from "./kinds";
import type { Rule } from "./rules";

/**
 * What a changed input means for a thing that exists.
 *
 * - `replace`: the cloud fixes it at creation.
 * - `modify`: the kind's own operation for changes. `resourceGroup`: MoveResourceGroup. `tags`: TagResources and
 *   UnTagResources.
 * - `behaviour`: nothing in the cloud changes, but the state must know it, because delete reads the state.
 * - `nothing`: neither an update nor a replacement.
 */
export type Change = "replace" | "modify" | "resourceGroup" | "tags" | "behaviour" | "nothing";

/**
 * How two values are compared, and how a value is brought into its one form. `cidrs` is a list of ranges, whose order means
 * nothing, or a word that stands for one.
 */
export type ValueKind = "text" | "number" | "accountId" | "boolean" | "map" | "object" | "cidr" | "cidrs";

/** One input: everything that all kinds know of it. */
export interface Field {
	readonly kind: ValueKind;
	readonly required?: true;
	/** What is said when a required input is missing. @default "is required" */
	readonly whenMissing?: string;
	/** Where the value comes from when the program gives none: a setting of the stack, or another input. */
	readonly defaultFrom?: { readonly setting: "region" } | { readonly input: string };
	/** What leaving it out means, for an input that only the handlers know. */
	readonly absentMeans?: string | boolean;
	readonly change: Change;
	readonly rule: Rule;
	/**
	 * Its name in the cloud's operations, and where the official clients put it. The cloud shows the value of such an input,
	 * so what it shows is compared with the program.
	 */
	readonly parameter?: { readonly name: string; readonly position: "body" | "query" };
}

/** The inputs of a kind: one row an input. */
export type FieldTable = Readonly<Record<string, Field>>;

/** A kind with its inputs. */
export interface KindFields {
	readonly kind: Kind;
	readonly fields: FieldTable;
}

/** The names of a table's inputs, in its order. */
export function namesOf<Table extends FieldTable>(table: Table): Extract<keyof Table, string>[] {
	return Object.keys(table) as Extract<keyof Table, string>[];
}

/** The row of an input; undefined for a name that is none. */
export function rowOf(table: FieldTable, name: string): Field | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
