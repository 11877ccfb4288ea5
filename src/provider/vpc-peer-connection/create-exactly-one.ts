import { randomUUID } from "node:crypto";
import { createVpcPeerConnection, deleteVpcPeerConnection, toParameters } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { type ApiError, cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { WaitTimeoutError } from "../../errors/wait-error";
import { isDead } from "../../schema/status";
import { belief } from "../../wait/belief";
import { orNotFound } from "../../wait/not-found";
import { waitForDeleted } from "../../wait/vpc-peer-connection";
import { waitUntil } from "../../wait/wait-until";
import { clientTokens } from "./client-token";
import { describeExisting, findInTheWay, waysOn, waysToReplace } from "./existing-connection";
import { firstSight } from "./first-sight";
import { isFromEarlierRun, mayBeRemainder, sharedText, tooOldText } from "./replay";
import type { Session } from "./session";
import type { CheckedInputs } from "./state";

/** A connection of which the id is known. */
export interface MadeConnection {
	readonly instanceId: string;
	readonly clientToken: string;
	/** What the cloud said of it at first sight; undefined where no look succeeded. */
	readonly seen: VpcPeerConnectionAttribute | undefined;
}

/**
 * How many tokens are tried. Each destroy followed by an up of the same program uses one up, for as long as the cloud
 * remembers tokens (how long that is, is not documented).
 */
const mostTokens = 100;

/**
 * Creates the connection exactly once, whatever happened to earlier attempts: a token's replayed answer leads back to
 * the connection that a crashed run made, and a replay that names a connection long deleted is noticed (by looking at
 * it) and passed over.
 */
export async function createExactlyOne(session: Session, request: CheckedInputs): Promise<MadeConnection> {
	const unseen: MadeConnection[] = [];
	let tried = 0;
	for (const clientToken of clientTokens(request, toParameters(request))) {
		tried += 1;
		if (tried > mostTokens) {
			throw new VpcPeeringError(
				`CreateVpcPeerConnection: ${mostTokens} ClientTokens in a row belong to connections that were deleted. Set the input clientToken to a new value.`,
			);
		}
		const outcome = await createWith(session, request, clientToken, unseen).catch(async (error) => {
			// What fails now must not lose a connection that an earlier token made and the cloud was slow to show.
			const alive = await findAlive(session, unseen, 0);
			if (alive === undefined) {
				throw error;
			}
			return alive;
		});
		if (outcome !== undefined) {
			assertOwnRemainder(session, request, outcome.seen);
			return outcome;
		}
		// The cloud only repeated an old answer: it is not at work on these VPCs.
		session.runtime.operations.needNoRest([request.vpcId, request.acceptingVpcId]);
	}
	throw new Error("unreachable: the sequence of tokens has no end");
}

/** Thrown where another connection of the pair stands in the way, which was found. */
export class ExistsAlready extends VpcPeeringError {}

/** Thrown for a connection that the token of a create leads to, and that is no remainder of it. */
export class OlderConnection extends VpcPeeringError {}

/**
 * The token of a create leads to the connection of every earlier create of the same name and request. Only what a run left
 * that was broken off is taken up, and that is said, because a young one may also be another stack's. The resource's own,
 * which the engine replaces with itself, is taken whatever its age: its deletion keeps it.
 */
export function assertOwnRemainder(
	session: Session,
	request: CheckedInputs,
	seen: VpcPeerConnectionAttribute | undefined,
): void {
	const { runtime, journal } = session;
	if (seen === undefined || !isFromEarlierRun(runtime, seen, session.elapsedMs)) {
		return;
	}
	if (runtime.program.isKnown(request.__identity ?? "")) {
		return;
	}
	if (!mayBeRemainder(runtime, seen, request)) {
		throw new OlderConnection(
			`CreateVpcPeerConnection: a connection between these two VPCs exists already, made by an earlier create with the same ClientToken: ${describeExisting(seen)}. It was made ${tooOldText(request)}. ${waysOn(seen.instanceId)}. ${waysToReplace}.`,
		);
	}
	journal.warn(
		`goes on with ${describeExisting(seen)}, which an earlier create with the same ClientToken made: as after a run that was broken off. ${sharedText}.`,
	);
}

/** One token's attempt: a living connection, or undefined when the token belongs to a dead one. */
async function createWith(
	session: Session,
	request: CheckedInputs,
	clientToken: string,
	unseen: MadeConnection[],
	refusals = 0,
): Promise<MadeConnection | undefined> {
	let instanceId: string;
	try {
		instanceId = await send(session, request, clientToken);
	} catch (error) {
		if (cloudCode(error) !== "ResourceAlreadyExist.VpcPeer") {
			throw error;
		}
		// One of the ids that could not be seen may be alive after all, and be what exists already.
		const alive = await findAlive(session, unseen, belief.patienceMs);
		if (alive !== undefined) {
			return alive;
		}
		await wayCleared(session, request, error as ApiError, refusals);
		// A refused create leaves nothing behind, so the same token is as good as new.
		return createWith(session, request, clientToken, unseen, refusals + 1);
	}
	let seen: VpcPeerConnectionAttribute | undefined;
	try {
		seen = await firstSight(session, request, instanceId);
	} catch {
		// The id is known, so it has to reach the state. The caller looks again, and says with the id what fails.
		return { instanceId, clientToken, seen: undefined };
	}
	if (seen !== undefined && !isDead(seen.status)) {
		return { instanceId, clientToken, seen };
	}
	if (seen !== undefined) {
		await clearAway(session, seen);
	} else if (!session.runtime.deletedInstanceIds.has(instanceId)) {
		unseen.push({ instanceId, clientToken, seen });
	}
	return undefined;
}

/** How often the cloud may say that a connection exists which can't be seen; it may have gone in the meantime. */
const mostUnseenRefusals = 3;

/** Returns once what the cloud said is in the way of a new connection is on its way out; throws where it stays. */
async function wayCleared(
	session: Session,
	request: CheckedInputs,
	refusal: ApiError,
	refusals: number,
): Promise<void> {
	let existing: VpcPeerConnectionAttribute | undefined;
	try {
		existing = await findInTheWay(session, request);
	} catch {
		// Without permission to list, the cloud's own words have to do.
		throw refusal;
	}
	if (existing?.status === "Deleting") {
		await waitForDeleted(session.waitFor(existing.instanceId));
	} else if (existing !== undefined || refusals >= mostUnseenRefusals) {
		throw explainExisting(request, existing, refusal);
	}
}

function send(session: Session, request: CheckedInputs, clientToken: string): Promise<string> {
	return session.inTurn("CreateVpcPeerConnection", [request.vpcId, request.acceptingVpcId], (limits) =>
		createVpcPeerConnection(session.access.vpcPeer, request, { clientToken }, limits),
	);
}

/**
 * A rejected or expired connection that this resource once asked for is litter; nobody else will take it away. Until it,
 * or one that is being deleted, is gone, the cloud refuses another one of the pair.
 */
async function clearAway(session: Session, dead: VpcPeerConnectionAttribute): Promise<void> {
	if (dead.status === "Deleted") {
		return;
	}
	if (dead.status !== "Deleting") {
		session.journal.info(
			`${dead.instanceId}, which this resource asked for earlier, is ${dead.status}; it is deleted and asked for anew.`,
		);
		const options = { clientToken: randomUUID(), force: false };
		await session.whenSettled(dead.instanceId, async () => {
			// A lost answer's repetition may find nothing left to delete.
			await session.inTurn("DeleteVpcPeerConnection", [dead.vpcId, dead.acceptingVpcId, dead.instanceId], (limits) =>
				orNotFound(deleteVpcPeerConnection(session.access.vpcPeer, dead.instanceId, options, limits)),
			);
		});
	}
	await waitForDeleted(session.waitFor(dead.instanceId));
}

/**
 * The one of our own ids that is alive after all. Called when the cloud says that a connection of the pair exists, so it
 * is worth waiting for it to become visible.
 */
async function findAlive(
	session: Session,
	unseen: readonly MadeConnection[],
	patienceMs: number,
): Promise<MadeConnection | undefined> {
	if (unseen.length === 0) {
		return undefined;
	}
	try {
		return await waitUntil<MadeConnection>({
			subject: unseen.map(({ instanceId }) => instanceId).join(" or "),
			pending: ["invisible"],
			target: ["visible"],
			failed: {},
			observe: async () => {
				for (const made of unseen) {
					const seen = await session.find(made.instanceId);
					if (seen !== undefined && !isDead(seen.status)) {
						return { status: "visible", value: { ...made, seen } };
					}
				}
				return { status: "invisible", value: unseen[0] as MadeConnection };
			},
			clock: session.runtime.clock,
			deadline: Math.min(session.deadline, session.runtime.clock.now() + patienceMs),
			onTimeout: "",
			onFailure: "",
		});
	} catch (error) {
		if (error instanceof WaitTimeoutError) {
			return undefined;
		}
		throw error;
	}
}

/** Names the connection that stands in the way: the cloud's own answer does not. */
function explainExisting(
	request: CheckedInputs,
	existing: VpcPeerConnectionAttribute | undefined,
	error: ApiError,
): VpcPeeringError {
	if (existing === undefined) {
		return error;
	}
	const next =
		request.adopt === true ? "Run `pulumi up` again: it adopts it" : `${waysOn(existing.instanceId)}. ${waysToReplace}`;
	return new ExistsAlready(`${error.message.replace(/\.?$/, ".")} It is ${describeExisting(existing)}. ${next}.`, {
		cause: error,
	});
}
