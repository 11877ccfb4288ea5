import { type Rule, textLike } from "./rules";

/**
 * The id of a peering connection: `pcc-` and lower-case alphanumerics in the documents' examples (alicloud-api.md, 1.1). Their
 * form is not documented, so what programs give may have capitals, dashes, and the stars of a masked id, too.
 */
const form = /^pcc-[A-Za-z0-9*-]+$/;

/** True for what can be the id of a peering connection. */
export function isInstanceId(text: string): boolean {
	return form.test(text);
}

/** The id of a peering connection. */
export const instanceIdRule: Rule = textLike(form, "the id of a VPC peering connection (pcc-...)");
