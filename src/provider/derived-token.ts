import { createHash } from "node:crypto";

/** A token of the cloud has at most 64 ASCII characters: this prefix and 43 characters of base64url are 50. */
const prefix = "pulumi-";

/** A ClientToken that a process which remembers nothing derives again from the same facts. */
export function derivedToken(parts: readonly unknown[]): string {
	return prefix + createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** Parameters in an order that does not depend on how the program wrote them. */
export function sortedParameters(parameters: Readonly<Record<string, string>>): [string, string][] {
	return Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1));
}
