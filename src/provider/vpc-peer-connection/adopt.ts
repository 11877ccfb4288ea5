import type { dynamic } from "@pulumi/pulumi";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { type ApiError, cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import { waitForCreated } from "../../wait/vpc-peer-connection";
import { holderText } from "../holder-text";
import { carryOut, tryModify } from "./carry-out";
import { type ChangePlan, changesText, planChanges } from "./change-plan";
import { adoptedText, describeExisting, findOfPair, whyNotAdoptable } from "./existing-connection";
import { keptFailure } from "./kept-failure";
import type { Session } from "./session";
import { type CheckedInputs, holderOf, toState, withProgramInputs } from "./state";

/**
 * Takes over the connection that joins the two VPCs of the request already, and makes it what the program declares;
 * undefined where there is none. Nothing is taken over that can't be made to match, and nothing silently.
 */
export async function adopt(
	session: Session,
	request: CheckedInputs,
	inputs: CheckedInputs,
): Promise<dynamic.CreateResult | undefined> {
	const adoptable = await findAdoptable(session, request);
	if (adoptable === undefined) {
		return undefined;
	}
	const { found, changes } = adoptable;
	session.runtime.holders.note(found.instanceId, holderOf(inputs), "settled");
	session.journal.info(`adopts ${describeExisting(found)}; ${changes}. ${adoptedText}`);
	// Nobody knows with which ClientToken it was made.
	const facts = { cloud: session.runtime.cloud };
	let last = found;
	function keep(seen: VpcPeerConnectionAttribute): void {
		last = seen;
	}
	const outs = () => withProgramInputs(toState(request, last, facts), inputs);
	try {
		const settled = await waitForCreated({
			...session.waitFor(found.instanceId, keep),
			acceptingIsEnough: request.waitForActivated !== true,
			foundBefore: true,
		});
		await carryOut(session, keep, settled, planChanges(settled, request, []), [], request);
		session.progress.done(last.status, found.instanceId);
		return { id: found.instanceId, outs: outs() };
	} catch (error) {
		throw keptFailure(found.instanceId, outs(), error);
	}
}

/** Looks whether `adopt` would take a connection over, and says which; false where there is none. */
export async function tryAdopt(session: Session, request: CheckedInputs): Promise<boolean> {
	const adoptable = await findAdoptable(session, request);
	if (adoptable === undefined) {
		return false;
	}
	const { found, changes } = adoptable;
	session.journal.info(
		`dry run passed. \`pulumi up\` would adopt ${describeExisting(found)}; ${changes}. Nothing was changed.`,
	);
	return true;
}

/** A connection that can be taken over, and in words what changes by that. */
interface Adoptable {
	readonly found: VpcPeerConnectionAttribute;
	readonly changes: string;
}

async function findAdoptable(session: Session, request: CheckedInputs): Promise<Adoptable | undefined> {
	const listed = await findOfPair(session, request);
	const found = listed === undefined ? undefined : await session.findSurely(listed.instanceId);
	// By a list out of date there may seem to be one that is gone.
	if (found === undefined || isDead(found.status)) {
		return undefined;
	}
	const reason = whyNotAdoptable(found, request);
	if (reason !== undefined) {
		throw new VpcPeeringError(`The existing connection ${describeExisting(found)}, can't be adopted: ${reason}.`);
	}
	assertNotHeld(session, found, request);
	const plan = planChanges(found, request, []);
	await tryToMatch(session, found, plan);
	return { found, changes: changesText(found, plan) };
}

/** Nothing is taken away from a resource that the program still declares. */
function assertNotHeld(session: Session, found: VpcPeerConnectionAttribute, request: CheckedInputs): void {
	const holder = holderOf(request);
	const others = session.runtime.holders
		.others(found.instanceId, holder, { declared: true })
		.filter(({ kind }) => kind === holder.kind);
	if (others.length > 0) {
		throw new VpcPeeringError(
			`The existing connection ${describeExisting(found)}, can't be adopted: ${others.map(holderText).join(" and ")} of this program has it. Remove one of the two; a resource that got another name keeps its connection with the option aliases: [{ name: "<its old name>" }].`,
		);
	}
}

/** A connection of which the cloud would refuse the change stays outside the state. */
async function tryToMatch(session: Session, found: VpcPeerConnectionAttribute, plan: ChangePlan): Promise<void> {
	try {
		await session.whenSettled(found.instanceId, () => tryModify(session, found.instanceId, plan));
	} catch (error) {
		const reason =
			found.status === "Accepting" && cloudCode(error) === "IncorrectStatus.VpcPeer"
				? `It is Accepting, and the cloud refuses to change it before account ${found.acceptingAliUid} has accepted it. The program ${changesText(found, plan)}: take that back and run \`pulumi up\`, which adopts it as it is, and make the change after it is accepted. Or delete it, if nothing needs it. ${(error as ApiError).message}`
				: error instanceof Error
					? error.message
					: String(error);
		throw new VpcPeeringError(
			`The existing connection ${describeExisting(found)}, can't be adopted: it can't be made to match. ${reason}`,
			{ cause: error },
		);
	}
}
