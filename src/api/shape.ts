import * as v from "valibot";
import { unreadable } from "./pages";

/** An id or a word that the cloud defines: it stands in messages as it is. */
export const word = v.pipe(v.string(), v.regex(/^[\w.:*/-]{1,256}$/));

/** The same, where the answer may leave it out, as absent, null or empty. */
export const optionalWord = v.nullish(v.union([v.literal(""), word]));

/** A text that a person chose. */
export const optionalText = v.nullish(v.string());

/** An account id: a JSON number, or text where it is too large for one. */
export const optionalAccountId = v.nullish(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{0,20}$/))]));

/** A list of words; absent and null are none. */
export const words = v.nullish(v.array(word));

/** Tags as the cloud writes them under these names. */
export function tags<Key extends string, Value extends string>(key: Key, value: Value) {
	return v.nullish(
		v.array(v.looseObject({ [key]: optionalText, [value]: optionalText } as Record<Key | Value, typeof optionalText>)),
	);
}

/**
 * Refuses an answer of another form than its operation's: what is missing or of a wrong type is no fact. `where` names the
 * part of the answer, for messages.
 */
export function assertShape(shape: v.GenericSchema, value: unknown, action: string, where = "the answer"): void {
	const result = v.safeParse(shape, value, { abortEarly: true });
	if (!result.success) {
		const [issue] = result.issues;
		const path = v.getDotPath(issue);
		throw unreadable(action, path === null ? `${where} is of another form` : `${where} has no usable ${path}`);
	}
}
