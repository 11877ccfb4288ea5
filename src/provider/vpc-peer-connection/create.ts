import { createHash } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import { toParameters } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { dryRunIdPrefix } from "../../schema/vpc-peer-connection-state";
import { waitForCreated } from "../../wait/vpc-peer-connection";
import type { Runtime } from "../runtime";
import { adopt, tryAdopt } from "./adopt";
import { clientTokens } from "./client-token";
import {
	assertOwnRemainder,
	createExactlyOne,
	ExistsAlready,
	type MadeConnection,
	OlderConnection,
} from "./create-exactly-one";
import { assertCreatable } from "./dry-run";
import { assertNotDead, DeadReplay } from "./first-sight";
import { keptFailure } from "./kept-failure";
import { Session } from "./session";
import {
	type CheckedInputs,
	holderOf,
	pendingAcceptance,
	toDryRunState,
	toState,
	toStateUnseen,
	withProgramInputs,
} from "./state";

/** Creates the connection and waits until it is settled; or, with dryRun, asks whether it could be created. */
export async function create(runtime: Runtime, inputs: CheckedInputs): Promise<dynamic.CreateResult> {
	const session = new Session(runtime, inputs, "create");
	const request = await completeRequest(session, inputs);
	if (inputs.dryRun === true) {
		const outs = await tryCreate(session, request);
		const id = dryRunIdPrefix + createHash("sha256").update(String(outs.clientToken)).digest("hex").slice(0, 16);
		return { id, outs };
	}
	if (inputs.adopt === true) {
		const adopted = await adopt(session, request, inputs);
		if (adopted !== undefined) {
			return adopted;
		}
	}
	const made = await makeOrAdopt(session, request, inputs);
	if (!("instanceId" in made)) {
		return made;
	}
	try {
		return await settled(session, request, inputs, made);
	} catch (error) {
		if (error instanceof DeadReplay) {
			// Now that the cloud can be looked at, the token of the dead one is passed over.
			return create(runtime, inputs);
		}
		throw error;
	}
}

async function makeOrAdopt(
	session: Session,
	request: CheckedInputs,
	inputs: CheckedInputs,
): Promise<MadeConnection | dynamic.CreateResult> {
	try {
		return await createExactlyOne(session, request);
	} catch (error) {
		// That there is none to adopt was said once only: a list out of date lacked what the cloud says exists.
		const adopted =
			inputs.adopt === true && error instanceof ExistsAlready ? await adopt(session, request, inputs) : undefined;
		if (adopted === undefined) {
			throw error;
		}
		return adopted;
	}
}

/** Waits until what was made is settled. Whatever fails, its id gets into the state. */
async function settled(
	session: Session,
	request: CheckedInputs,
	inputs: CheckedInputs,
	made: MadeConnection,
): Promise<dynamic.CreateResult> {
	const { runtime } = session;
	runtime.holders.note(made.instanceId, holderOf(inputs), "settled");
	const facts = { clientToken: made.clientToken, cloud: runtime.cloud };
	let last = made.seen;
	let firstSight = made.seen;
	let wasLookedFor = made.seen !== undefined;
	// Made once, of what was seen last: a state a look was most of what a run of a thousand left to the garbage collector.
	const outs = () =>
		withProgramInputs(
			last === undefined ? toStateUnseen(request, made.instanceId, facts) : toState(request, last, facts),
			inputs,
		);
	try {
		last = await waitForCreated({
			...session.waitFor(made.instanceId),
			observe: async () => {
				// What was just seen need not be asked for again.
				const seen = firstSight ?? (await session.find(made.instanceId));
				firstSight = undefined;
				if (last === undefined) {
					assertOwnRemainder(session, request, seen);
				}
				if (!wasLookedFor && seen === undefined) {
					await assertNotDead(session, request, made.instanceId);
				}
				wasLookedFor = true;
				last = seen ?? last;
				return seen;
			},
			acceptingIsEnough: inputs.waitForActivated !== true,
			foundBefore: made.seen !== undefined,
		});
	} catch (error) {
		if (error instanceof OlderConnection || error instanceof DeadReplay) {
			runtime.holders.release(made.instanceId, holderOf(inputs));
			throw error;
		}
		throw keptFailure(made.instanceId, outs(), error);
	}
	session.progress.done(last.status, made.instanceId);
	sayWhoAccepts(session, last, inputs);
	return { id: made.instanceId, outs: outs() };
}

/** Says who must accept, unless the component around the resource does it in this very run. */
export function sayWhoAccepts(session: Session, seen: VpcPeerConnectionAttribute, inputs: CheckedInputs): void {
	const acceptance = pendingAcceptance(seen);
	if (acceptance === undefined || session.runtime.program.hintsOf(inputs.__identity ?? "").acceptedByProgram === true) {
		return;
	}
	session.journal.info(`${acceptance}, unless a VpcPeerConnectionAccepter of this program does.`);
}

/** Asks the cloud to check the request. Anything but its word that the check passed is an error. */
export async function tryCreate(session: Session, request: CheckedInputs) {
	const facts = {
		clientToken: clientTokens(request, toParameters(request)).next().value,
		cloud: session.runtime.cloud,
		acceptingAliUid: String(request.acceptingAliUid),
	};
	if (request.adopt === true && (await tryAdopt(session, request))) {
		return toDryRunState(request, facts);
	}
	await assertCreatable(session, request);
	session.journal.info(
		`dry run passed. The cloud would create a connection from ${request.vpcId} (${request.regionId}) to ${request.acceptingVpcId} (${request.acceptingRegionId}); nothing was created.`,
	);
	return toDryRunState(request, facts);
}

/** The inputs with the account of the accepter: the cloud requires it, and must never get 0 in its place. */
export async function completeRequest(session: Session, inputs: CheckedInputs): Promise<CheckedInputs> {
	return {
		...inputs,
		acceptingAliUid: inputs.acceptingAliUid ?? (await session.access.accountId(session.deadline)),
	};
}
