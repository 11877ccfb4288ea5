import { createHash } from "node:crypto";
import type { toParameters } from "../../api/vpc-peer";
import type { CheckedInputs } from "./state";

/** A token of the cloud has at most 64 ASCII characters: this prefix and 43 characters of base64url are 50. */
const prefix = "pulumi-";

function digest(parts: readonly unknown[]): string {
	return prefix + createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/**
 * The tokens with which a connection may be created, in the order in which they are tried.
 *
 * The first is the program's own `clientToken`, or derived from the resource's identity (organization and URN) and the
 * whole request. So the same create repeated after a crash, by a process that remembers nothing, carries the same token
 * and gets the same connection; any other resource, and any other request, carries another one.
 *
 * The cloud also replays the answer of a token whose connection has been deleted since. Then the next token is tried;
 * each is derived from the one before, so that a repeated create walks the same way.
 */
export function* clientTokens(
	inputs: CheckedInputs,
	parameters: ReturnType<typeof toParameters>,
): Generator<string, never> {
	let token =
		inputs.clientToken ??
		digest(["create", inputs.__identity ?? "", sorted(parameters.body), sorted(parameters.query)]);
	for (;;) {
		yield token;
		token = digest(["next", token]);
	}
}

function sorted(parameters: Readonly<Record<string, string>>): [string, string][] {
	return Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1));
}
