import type { toParameters } from "../../api/vpc-peer";
import { derivedToken, sortedParameters } from "../derived-token";
import type { CheckedInputs } from "./state";

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
		derivedToken([
			"create",
			inputs.__identity ?? "",
			sortedParameters(parameters.body),
			sortedParameters(parameters.query),
		]);
	for (;;) {
		yield token;
		token = derivedToken(["next", token]);
	}
}
