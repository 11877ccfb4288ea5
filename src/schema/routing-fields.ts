import { canonicalCidr, sameCidr } from "./cidr";
import type { Field } from "./field";
import { instanceIdRule } from "./instance-id";
import { type Complaint, type Rule, textLike } from "./rules";
import { isUnknown } from "./unknown";

/** The id of a route table. */
export const routeTable: Rule = textLike(/^vtb-[A-Za-z0-9*-]+$/, "the id of a route table (vtb-...)");

/** The connection that routes lead to. */
export const instanceId = {
	kind: "text",
	required: true,
	change: "replace",
	rule: instanceIdRule,
	parameter: { name: "NextHopId", position: "query" },
} as const satisfies Field;

const cidrForm = "a CIDR block such as 10.2.0.0/16 or 2408:4005:3a1:200::/56";

/** A range of addresses. Bits beyond its prefix are refused, as two ranges may have been mixed up. */
export const cidr: Rule = (value) => {
	const network = typeof value === "string" ? canonicalCidr(value) : undefined;
	if (network === undefined) {
		return [{ problem: `must be ${cidrForm}` }];
	}
	const [first = ""] = network.split("/");
	const [given = ""] = (value as string).split("/");
	const host = given.includes(":") ? 128 : 32;
	return sameCidr(`${given}/${host}`, `${first}/${host}`)
		? []
		: [{ problem: `has bits beyond its prefix; the range around it is ${network}` }];
};

/** The id of a prefix list; a marker for a star in a masked id is taken, as with other ids. */
const prefixListForm = /^pl-[A-Za-z0-9*-]+$/;

/** True for the id of a prefix list, which can stand where a range does. */
export function isPrefixList(destination: string): boolean {
	return prefixListForm.test(destination);
}

/** The destination of a route. */
export const destination: Rule = (value) => {
	if (typeof value === "string" && value.startsWith("pl-")) {
		return isPrefixList(value) ? [] : [{ problem: "must be the id of a prefix list (pl-...)" }];
	}
	return canonicalCidr(String(value)) === undefined
		? [{ problem: `must be ${cidrForm}, or the id of a prefix list (pl-...)` }]
		: cidr(value);
};

/** A list whose members each follow a rule, as far as they are known; at least one of them. */
export function listOf(rule: Rule, allowed: string): Rule {
	return (value) => {
		if (!Array.isArray(value) || value.length === 0) {
			return [{ problem: `must be ${allowed}` }];
		}
		return value.flatMap((member, index): Complaint[] =>
			(isUnknown(member) ? [] : rule(member)).map(({ path = "", problem }) => ({ path: `[${index}]${path}`, problem })),
		);
	};
}
