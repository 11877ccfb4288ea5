import { sameValue } from "../schema/compare";
import { type Change, type FieldTable, rowOf } from "../schema/field";
import { containsUnknown } from "../schema/unknown";
import type { Bag } from "./check";

/** An input whose value in the cloud, or in the state, is not what the program says. */
export interface FieldChange {
	readonly name: string;
	readonly change: Change;
	/** What it should be. */
	readonly value: unknown;
	/** True when that is not known yet. */
	readonly unknown: boolean;
}

/**
 * Compares a thing with the program's inputs, by the kind's table. `wanted` gives the value an input should have; undefined
 * where the program leaves it to the cloud.
 */
export function fieldChanges(fields: FieldTable, current: object, wanted: (name: string) => unknown): FieldChange[] {
	return Object.entries(fields).flatMap(([name, { change }]) => {
		const value = wanted(name);
		return differs(fields, name, current, value) ? [{ name, change, value, unknown: containsUnknown(value) }] : [];
	});
}

function differs(fields: FieldTable, name: string, current: object, value: unknown): boolean {
	const field = rowOf(fields, name);
	if (field === undefined) {
		return false;
	}
	const { kind, change, absentMeans } = field;
	const have = (current as Bag)[name];
	if (change === "behaviour") {
		return containsUnknown(value) || !sameValue(kind, have ?? absentMeans, value ?? absentMeans);
	}
	return value !== undefined && (containsUnknown(value) || !sameValue(kind, have, value));
}

/** The names of the inputs that the cloud fixes at creation and that differ. */
export function replacedBy(changes: readonly FieldChange[]): string[] {
	return changes.filter(({ change }) => change === "replace").map(({ name }) => name);
}

/** What it takes to bring tags to what the program says. */
export interface TagChanges {
	readonly tagsToSet: Record<string, string>;
	readonly tagsToRemove: string[];
}

/** Compares tags. With the input the program owns all of them; without it they are left alone, unless it was just taken out. */
export function tagChanges(
	current: Readonly<Record<string, string>>,
	wanted: Readonly<Record<string, string>> | undefined,
	given: readonly string[],
): TagChanges {
	if (containsUnknown(wanted) || (wanted === undefined && !given.includes("tags"))) {
		return { tagsToSet: {}, tagsToRemove: [] };
	}
	const tags = wanted ?? {};
	return {
		tagsToSet: Object.fromEntries(Object.entries(tags).filter(([key, value]) => current[key] !== value)),
		tagsToRemove: Object.keys(current).filter((key) => !Object.hasOwn(tags, key)),
	};
}
