import * as pulumi from "@pulumi/pulumi";
import { closestName } from "./closest-name";
import { DeclarationError } from "./declaration-error";

/** The inputs of one place in a component's arguments. */
export interface Place {
	/** Before the name of an input: nothing, or the way to it, such as `requester.`. */
	readonly path: string;
	/** What has these inputs, for messages: `VpcPeering`, `a side of it`. */
	readonly what: string;
	readonly names: readonly string[];
	/** Why a name that may be expected is none of them. */
	readonly otherwise?: Readonly<Record<string, string>>;
}

/**
 * Ends the program where arguments have a name that is no input: it would be passed over in silence, or be called an input of
 * a part that the program never wrote. All that are wrong are said at once. `subject` is the component, as in `VpcPeering net`.
 */
export function assertInputNames(subject: string, places: readonly (Place & { readonly args: unknown })[]): void {
	const complaints = places.flatMap(({ args, ...place }) => complaintsAbout(args, place));
	if (complaints.length > 0) {
		throw new DeclarationError(`${subject}: ${complaints.join(" ")}`);
	}
}

function complaintsAbout(args: unknown, place: Place): string[] {
	if (!isPlainObject(args)) {
		const where = place.path === "" ? "its arguments" : place.path.replace(/\.$/, "");
		return [`${where} must be an object with the inputs ${place.names.join(", ")}; each of them may be an output.`];
	}
	return Object.keys(args)
		.filter((name) => args[name] !== undefined && !place.names.includes(name))
		.map((name) => complaintAbout(name, place));
}

function complaintAbout(name: string, { path, what, names, otherwise = {} }: Place): string {
	const reason = Object.hasOwn(otherwise, name) ? otherwise[name] : undefined;
	if (reason !== undefined) {
		return `${path}${name} can't be set on ${what}: ${reason}.`;
	}
	const meant = closestName(name, names);
	const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
	return `${path}${name} is not an input of ${what}.${hint} The inputs are ${names.join(", ")}.`;
}

/** True for an object whose members can be looked at now: no output, promise or list. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		!pulumi.Output.isInstance(value) &&
		!(value instanceof Promise)
	);
}
