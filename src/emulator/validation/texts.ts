import { cloudError } from "../cloud-error";
import { optionalText, type Parameters } from "./parameters";

interface TextRule {
	readonly min: number;
	readonly max: number;
	readonly pattern: RegExp;
	readonly expected: string;
}

// "letter" includes Chinese characters (alicloud-api.md 8); any letter of any script is assumed to be one.
const rules = {
	// CreateVpcPeerConnection, Name: 2 to 128, letters, digits, _ and -, starts with a letter.
	createName: {
		min: 2,
		max: 128,
		pattern: /^\p{L}[\p{L}\p{N}_-]*$/u,
		expected: "2 to 128 letters, digits, _ or -, starting with a letter",
	},
	// CreateVpcPeerConnection, Description: 2 to 256, starts with a letter, not with http:// or https://.
	createDescription: {
		min: 2,
		max: 256,
		pattern: /^(?!https?:\/\/)\p{L}/u,
		expected: "2 to 256 characters, starting with a letter but not with http:// or https://",
	},
	// ModifyVpcPeerConnection differs (alicloud-api.md 1.4): from 1 character on, and only the http rule.
	modifyName: {
		min: 1,
		max: 128,
		pattern: /^(?!https?:\/\/)/,
		expected: "1 to 128 characters, not starting with http:// or https://",
	},
	modifyDescription: {
		min: 1,
		max: 256,
		pattern: /^(?!https?:\/\/)/,
		expected: "1 to 256 characters, not starting with http:// or https://",
	},
	// CreateRouteEntry and ModifyRouteEntry (alicloud-api.md 3.2).
	routeName: {
		min: 1,
		max: 128,
		pattern: /^(?!https?:\/\/)/,
		expected: "1 to 128 characters, not starting with http:// or https://",
	},
	routeDescription: {
		min: 1,
		max: 256,
		pattern: /^(?!https?:\/\/)/,
		expected: "1 to 256 characters, not starting with http:// or https://",
	},
	// CreateVpcPeerConnection, ClientToken: ASCII, at most 64 characters.
	clientToken: { min: 0, max: 64, pattern: /^[\x20-\x7e]*$/, expected: "at most 64 ASCII characters" },
} as const satisfies Record<string, TextRule>;

/** An optional text that must follow a rule. */
export function checkedText(parameters: Parameters, name: string, ruleName: keyof typeof rules): string | undefined {
	const value = optionalText(parameters, name);
	if (value === undefined) return undefined;
	const rule: TextRule = rules[ruleName];
	const length = [...value].length;
	if (length < rule.min || length > rule.max || !rule.pattern.test(value)) {
		throw cloudError("IllegalParam.{Param}", name, `expected ${rule.expected}`);
	}
	return value;
}
