import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { RouteSession } from "./route-session";

/**
 * Makes sure that a route table that is not found is gone, and not merely out of sight of these credentials: to drop a
 * route from the state by mistake would orphan it.
 */
export async function assertAccountIs(session: RouteSession, ownerId: string, subject: string): Promise<void> {
	const accountId = await session.access.accountId(session.deadline);
	if (ownerId !== "" && accountId !== ownerId) {
		throw new VpcPeeringError(
			`${subject} belongs to account ${ownerId}, but these credentials belong to account ${accountId}, which can't see it. Use credentials of account ${ownerId}: profile or assumeRole.`,
		);
	}
}
