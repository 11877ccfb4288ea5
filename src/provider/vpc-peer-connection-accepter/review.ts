import { randomUUID } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import { getVpcPeerConnectionAttribute } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { cdtCodes, findCode } from "../../errors/cloud-error-codes";
import { sameValue } from "../../schema/compare";
import { rowOf } from "../../schema/field";
import { statusesOfKind } from "../../schema/status";
import { containsUnknown } from "../../schema/unknown";
import { orNotFound } from "../../wait/not-found";
import type { Bag } from "../check";
import { journalOf, type ResourceJournal } from "../journal";
import { type Budget, timeIsUp } from "../preflight/budget";
import { isPermission, whyNot } from "../preflight/facts";
import { activationDeclared } from "../preflight/preflight";
import type { Runtime } from "../runtime";
import { answerOf, nextStep } from "./answer";
import { whyNotOurs } from "./direction";
import { notSeen } from "./parties";
import { type CheckedInputs, vpcPeerConnectionAccepter } from "./state";

type Failure = dynamic.CheckFailure;

/** The inputs that decide whether the answer can be given; once it is given, the connection is not asked about again. */
const deciding = ["instanceId", "acceptingRegionId", "action", "profile", "assumeRole"] as const;

/**
 * Looks, in a preview, whether the answer can be given: the connection as these credentials see it, and the cloud's own
 * dry run of the very request. A connection that is not known yet is skipped. What can't be looked at is a warning.
 */
export async function review(runtime: Runtime, olds: Bag, inputs: CheckedInputs): Promise<Failure[]> {
	if (!runtime.isPreview) {
		return [];
	}
	const journal = journalOf(runtime.journal, inputs.__identity);
	sayWhatDeleteDoes(journal, olds, inputs);
	const { budget } = runtime.preflight;
	if (budget === undefined || deciding.some((name) => containsUnknown(inputs[name])) || isSettled(olds, inputs)) {
		return [];
	}
	const findings = await budget.within(inspect(runtime, budget, inputs, journal));
	if (findings === timeIsUp) {
		if (runtime.isNews(budget.usedUp)) {
			journal.warn(budget.usedUp);
		}
		return [];
	}
	return findings;
}

function sayWhatDeleteDoes(journal: ResourceJournal, olds: Bag, { onDelete }: CheckedInputs): void {
	if (onDelete === "delete") {
		journal.warn('onDelete is "delete": deleting this resource deletes the connection for both accounts.');
	} else if (Object.keys(olds).length === 0) {
		journal.info('onDelete is "keep": deleting this resource leaves the connection as it is.');
	}
}

function isSettled(olds: Bag, inputs: CheckedInputs): boolean {
	const same = (name: (typeof deciding)[number]) =>
		sameValue(rowOf(vpcPeerConnectionAccepter.fields, name)?.kind ?? "text", olds[name], inputs[name]);
	return Object.keys(olds).length > 0 && deciding.every(same);
}

async function inspect(
	runtime: Runtime,
	budget: Budget,
	inputs: CheckedInputs,
	journal: ResourceJournal,
): Promise<Failure[]> {
	const access = runtime.access({ profile: inputs.profile, assumeRole: inputs.assumeRole });
	const { instanceId } = inputs;
	let accountId: string;
	let connection: Awaited<ReturnType<typeof getVpcPeerConnectionAttribute>> | undefined;
	try {
		[accountId, connection] = await Promise.all([
			access.accountId(budget.limits.deadline),
			orNotFound(getVpcPeerConnectionAttribute(access.vpcPeer, instanceId, budget.limits)),
		]);
	} catch (error) {
		journal.warn(whyNot(`the connection ${instanceId}`, "vpc:GetVpcPeerConnectionAttribute", error));
		return [];
	}
	if (connection === undefined) {
		return [{ property: "instanceId", reason: notSeen(runtime, instanceId, accountId) }];
	}
	const notOurs = whyNotOurs(connection, accountId, inputs);
	if (notOurs !== undefined) {
		const ofAccount = inputs.profile === undefined ? "" : "profile";
		return [{ property: notOurs.property === "account" ? ofAccount : "acceptingRegionId", reason: notOurs.reason }];
	}
	if ((statusesOfKind("moving") as string[]).includes(connection.status)) {
		return [];
	}
	const step = nextStep(answerOf(inputs), connection);
	if (step === "done") {
		return [];
	}
	return step === "send"
		? dryRun(runtime, budget, inputs, journal)
		: [{ property: "instanceId", reason: step.tooLate }];
}

/** Asks the cloud to check the very answer. */
async function dryRun(
	runtime: Runtime,
	budget: Budget,
	inputs: CheckedInputs,
	journal: ResourceJournal,
): Promise<Failure[]> {
	const { vpcPeer } = runtime.access({ profile: inputs.profile, assumeRole: inputs.assumeRole });
	const answer = answerOf(inputs);
	try {
		// A collision with another operation says nothing about the answer, and passes.
		await answer.send(
			vpcPeer,
			inputs,
			{ clientToken: randomUUID(), dryRun: true },
			{ ...budget.limits, leave: ({ failure }) => failure.retry === "conflict" },
		);
		return [];
	} catch (error) {
		if (error instanceof ApiError && (error.code === "DryRunOperation" || error.failure.retry === "conflict")) {
			return [];
		}
		if (!(error instanceof ApiError) || error.failure.retry !== "none" || isPermission(error.code)) {
			journal.warn(whyNot(`the answer (DryRun of ${answer.operation})`, `vpc:${answer.operation}`, error));
			return [];
		}
		if (runtime.activatesCdt && cdtCodes.has(error.code)) {
			journal.warn(`${error.message} ${activationDeclared}`);
			return [];
		}
		const property = findCode(error.code)?.property ?? "";
		return [{ property: property in vpcPeerConnectionAccepter.fields ? property : "", reason: error.message }];
	}
}
