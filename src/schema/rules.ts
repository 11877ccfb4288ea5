import { durationForm, parseDuration } from "./duration";
import { isUnknown } from "./unknown";

/** What is wrong with part of a value. `path` is empty for the value itself, or leads inside it: `["env"]`. */
export interface Complaint {
	readonly path?: string;
	/**
	 * What is wrong, as the rest of a sentence about the value: "must be 2 to 128 characters". It never quotes the value:
	 * the engine shows it, and knows whether it is a secret.
	 */
	readonly problem: string;
}

/** Looks at a known value and says everything that is wrong with it. Values inside that are not known are skipped. */
export type Rule = (value: unknown) => readonly Complaint[];

const fine: readonly Complaint[] = [];

function complainIf(wrong: boolean, allowed: string): readonly Complaint[] {
	return wrong ? [{ problem: `must be ${allowed}` }] : fine;
}

/** Text that matches `pattern`. */
export function textLike(pattern: RegExp, allowed: string): Rule {
	return (value) => complainIf(typeof value !== "string" || !pattern.test(value), allowed);
}

/** Text of `min` to `max` characters (code points) that also matches `pattern`, not starting with http:// or https://. */
export function textOf(options: { min: number; max: number; pattern: RegExp; form: string }): Rule {
	const allowed = `${options.min} to ${options.max} characters, ${options.form}`;
	return (value) => {
		if (typeof value !== "string") {
			return complainIf(true, allowed);
		}
		if (/^https?:\/\//i.test(value)) {
			return [{ problem: "must not start with http:// or https://" }];
		}
		const length = [...value].length;
		return complainIf(length < options.min || length > options.max || !options.pattern.test(value), allowed);
	};
}

/** A whole number from `min` to `max`; text of digits counts too, since stack configuration is text. */
export function integerFrom(min: number, max: number, allowed: string): Rule {
	return (value) => {
		const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
		return complainIf(!Number.isInteger(number) || Number(number) < min || Number(number) > max, allowed);
	};
}

/** One of the given words. */
export function oneOf(words: readonly string[], allowed: string): Rule {
	return (value) => complainIf(typeof value !== "string" || !words.includes(value), allowed);
}

/** true or false. */
export const trueOrFalse: Rule = (value) => complainIf(typeof value !== "boolean", "true or false");

const largestInt64 = 9_223_372_036_854_775_807n;

/**
 * An account id: int64 on the wire, so text of digits, or a number that JavaScript holds exactly. A larger number has
 * already lost its last digits when it arrives here.
 */
export const accountId: Rule = (value) => {
	if (typeof value === "number") {
		return complainIf(
			!Number.isSafeInteger(value) || value <= 0,
			Number.isInteger(value) && value > 0
				? `text, "${BigInt(value)}" or as it was meant: a number above ${Number.MAX_SAFE_INTEGER} loses its last digits in JavaScript`
				: "an account id above zero",
		);
	}
	const allowed = 'the digits of an account id, for example "1210123456123456"';
	// No leading zeros: the cloud answers without them, which would look like another account.
	if (typeof value !== "string" || !/^[1-9][0-9]{0,18}$/.test(value)) {
		return complainIf(true, allowed);
	}
	return complainIf(BigInt(value) > largestInt64, allowed);
};

/** An object whose members each have a rule; any other member is refused. */
export function objectOf(members: Readonly<Record<string, Rule>>, required: readonly string[], allowed: string): Rule {
	return (value) => {
		if (!isPlainObject(value)) {
			return complainIf(true, allowed);
		}
		const missing = required.filter((key) => isAbsent(value[key]));
		return [
			...Object.entries(value).flatMap(([key, member]) => memberComplaints(members, key, member)),
			...missing.map((key) => ({ path: `.${key}`, problem: "is required" })),
		];
	};
}

function memberComplaints(members: Readonly<Record<string, Rule>>, key: string, member: unknown): Complaint[] {
	const rule = Object.hasOwn(members, key) ? members[key] : undefined;
	if (rule === undefined) {
		return [{ path: `.${key}`, problem: `does not exist; the members are ${Object.keys(members).join(", ")}` }];
	}
	if (isAbsent(member) || isUnknown(member)) {
		return [];
	}
	return rule(member).map((complaint) => ({ ...complaint, path: `.${key}${complaint.path ?? ""}` }));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null;
}

/** A duration as text. */
export const duration: Rule = (value) =>
	complainIf(typeof value !== "string" || parseDuration(value) === undefined, durationForm);

const largestTagCount = 20;

/**
 * Tags of a VPC resource. Source: alicloud-api.md, section 8: at most 20; key 1 to 128, value 0 to 128 characters;
 * neither starts with aliyun or acs:, nor contains http:// or https://.
 */
export const tagMap: Rule = (value) => {
	if (!isPlainObject(value)) {
		return complainIf(true, 'an object of text values, for example { env: "prod" }');
	}
	const entries = Object.entries(value);
	const tooMany = complainIf(
		entries.length > largestTagCount,
		`at most ${largestTagCount} tags, not ${entries.length}`,
	);
	return [...tooMany, ...entries.flatMap(([key, text]) => tagComplaints(key, text))];
};

function tagComplaints(key: string, text: unknown): Complaint[] {
	const path = `[${JSON.stringify(key)}]`;
	const complaints: Complaint[] = [];
	if (!tagTextFits(key, 1)) {
		complaints.push({ path, problem: `must have a key of 1 to 128 characters, ${tagForm}` });
	}
	if (!isUnknown(text) && (typeof text !== "string" || !tagTextFits(text, 0))) {
		complaints.push({ path, problem: `must have a text value of 0 to 128 characters, ${tagForm}` });
	}
	return complaints;
}

const tagForm = "not starting with aliyun or acs:, without http:// and https://";

function tagTextFits(text: string, min: number): boolean {
	const length = [...text].length;
	return length >= min && length <= 128 && !/^(aliyun|acs:)/.test(text) && !/https?:\/\//.test(text);
}
