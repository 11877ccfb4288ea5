import * as v from "valibot";
import { isInstanceId } from "../schema/instance-id";
import { requiredObjectsIn, unreadable } from "./pages";

/** An id or a word that the cloud defines: it stands in messages as it is. */
export const word = v.pipe(v.string(), v.regex(/^[\w.:*/-]{1,256}$/));

/** The id of a peering connection. */
export const instanceId = v.pipe(word, v.check(isInstanceId, "is no id of a connection"));

/** A word that the answer may leave out, as absent, null or empty. */
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

/** The members of a list that an answer must have, each of the shape. `where` names one of them, for messages. */
export function shapedIn(
	answer: Record<string, unknown>,
	key: string,
	shape: v.GenericSchema,
	action: string,
	where: string,
): Record<string, unknown>[] {
	const members = requiredObjectsIn(answer, key, action);
	for (const member of members) {
		assertShape(shape, member, action, where);
	}
	return members;
}
