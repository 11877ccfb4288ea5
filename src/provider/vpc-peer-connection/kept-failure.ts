import { UnexpectedStatusError } from "../../errors/wait-error";
import { notFound } from "../../wait/vpc-peer-connection";
import { InitFailure } from "../init-failure";

/**
 * A failure with the id known: the connection stays in the state as it was last seen. One that the wait saw go away is
 * Deleted there, so that the next run replaces it, as the error says.
 */
export function keptFailure(id: string, lastSeen: object, error: unknown): InitFailure {
	const isGone = error instanceof UnexpectedStatusError && error.report.lastStatus === notFound;
	return new InitFailure(id, isGone ? { ...lastSeen, status: "Deleted" } : lastSeen, error);
}
