import XmlBuilder from "fast-xml-builder";
import { stringify } from "lossless-json";
import type { Answer } from "../actions/action";

/** How an answer is written. */
export interface AnswerFormat {
	readonly contentType: string;
	/** `root` is the name of the outermost element, where there is one. */
	write(answer: Answer, root: string): string;
}

const json: AnswerFormat = {
	// alicloud-api.md 6.6; clients compare it text by text.
	contentType: "application/json;charset=utf-8",
	// A bigint is a number with all its digits.
	write: (answer) => stringify(answer) ?? "null",
};

/**
 * The root is the operation's name and `Response` (VPC's page on common parameters), or `Error`. That the elements of a
 * list repeat its name, and that nothing stands for an empty list, is assumed.
 */
const xml: AnswerFormat = {
	// alicloud-api.md 6.4: the one type that the SDK reads as XML.
	contentType: "text/xml;charset=utf-8",
	write: (answer, root) => {
		const builder = new XmlBuilder({ suppressEmptyNode: false });
		return `<?xml version="1.0" encoding="utf-8"?>${builder.build({ [root]: writable(answer) })}`;
	},
};

/**
 * The format that the parameter `Format` names, in letters of any case: XML, else JSON, which is the default (VPC's
 * page on common parameters; pages of other products name XML). An unknown name is assumed to be ignored.
 */
export function answerFormat(name: string | undefined): AnswerFormat {
	return name?.toUpperCase() === "XML" ? xml : json;
}

/** Texts without the characters that XML 1.0 cannot hold; an absent value is an empty element. */
function writable(value: unknown): unknown {
	if (typeof value === "string") return value.replace(unwritable, "\ufffd");
	if (Array.isArray(value)) return value.map(writable);
	if (value === null || typeof value !== "object") return String(value ?? "");
	return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, writable(field)]));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
