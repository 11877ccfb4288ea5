import { randomUUID } from "node:crypto";
import type { CallLimits } from "../../api/call-limits";
import type { ApiClient } from "../../api/client";
import { type ConnectionParameters, getVpcPeerConnectionAttribute, modifyVpcPeerConnection } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { statuses, type VpcPeerConnectionStatus } from "../../schema/status";
import { journalOf, type ResourceJournal } from "../journal";
import { type Budget, timeIsUp } from "../preflight/budget";
import { isPermission, whyNot } from "../preflight/facts";
import { isDegraded } from "../preflight/finding";
import type { Runtime } from "../runtime";
import { planChanges } from "./change-plan";
import { changeRefused } from "./change-refused";
import { givenBefore } from "./direction";
import { type CheckedInputs, fromStored, isDryRun } from "./state";

/**
 * Asks the cloud, in a preview, whether it would carry out a change in place. A refusal is an error of the preview; what
 * can't be found out is a warning. Tags have no dry run either, but all that the cloud documents about them is in their
 * rule.
 */
export async function reviewChanges(
	runtime: Runtime,
	instanceId: string,
	olds: unknown,
	news: CheckedInputs,
): Promise<void> {
	const budget = runtime.preflight.budget;
	if (!runtime.isPreview || budget === undefined || isDryRun(instanceId)) {
		return;
	}
	const state = fromStored(olds);
	const plan = planChanges(state, news, givenBefore(state, news));
	if (plan.unknown) {
		return;
	}
	const journal = journalOf(runtime.journal, news.__identity);
	const review = { runtime, budget, journal, instanceId, news };
	await reviewResourceGroup(review, plan.resourceGroupId);
	if (Object.keys(plan.modify).length > 0) {
		await reviewModify(review, plan.modify);
	}
}

/** One connection's change under review. */
interface Review {
	readonly runtime: Runtime;
	readonly budget: Budget;
	readonly journal: ResourceJournal;
	readonly instanceId: string;
	readonly news: CheckedInputs;
}

function sayUsedUp({ runtime, budget, journal }: Review): void {
	if (runtime.isNews(budget.usedUp)) {
		journal.warn(budget.usedUp);
	}
}

/** MoveResourceGroup has no dry run, so the group itself is looked for. */
async function reviewResourceGroup(review: Review, resourceGroupId: string | undefined): Promise<void> {
	const { runtime, budget, journal, instanceId, news } = review;
	if (resourceGroupId === undefined) {
		return;
	}
	const exists = await budget.within(runtime.preflight.factsOf(news).resourceGroup(resourceGroupId));
	if (exists === timeIsUp) {
		sayUsedUp(review);
		return;
	}
	if (isDegraded(exists)) {
		journal.warn(exists.degraded);
		return;
	}
	if (!exists) {
		throw new VpcPeeringError(
			`${instanceId} can't be moved to resource group ${resourceGroupId}: the account of these credentials has no such group. Check resourceGroupId.`,
		);
	}
}

/** The change is tried with a dry run of ModifyVpcPeerConnection. */
async function reviewModify(review: Review, changes: ConnectionParameters): Promise<void> {
	const { runtime, budget, journal, instanceId, news } = review;
	const { vpcPeer } = runtime.access({ profile: news.profile, assumeRole: news.assumeRole });
	const refusal = await budget.within(refusalOf(vpcPeer, instanceId, changes, budget.limits));
	if (refusal === timeIsUp) {
		sayUsedUp(review);
		return;
	}
	if (refusal === undefined) {
		return;
	}
	if (!(refusal instanceof ApiError) || refusal.failure.retry !== "none" || isPermission(refusal.code)) {
		journal.warn(whyNot("whether the change is possible", "vpc:ModifyVpcPeerConnection", refusal));
		return;
	}
	if (refusal.code !== "IncorrectStatus.VpcPeer") {
		throw new VpcPeeringError(`${instanceId} can't be changed so. ${refusal.message}`, { cause: refusal });
	}
	const seen = await budget.within(
		getVpcPeerConnectionAttribute(vpcPeer, instanceId, budget.limits).catch(() => undefined),
	);
	const status = seen === timeIsUp ? undefined : (seen?.status as VpcPeerConnectionStatus | undefined);
	if (status === undefined || passes(status, news)) {
		return;
	}
	throw changeRefused(instanceId, status, refusal);
}

/** What the cloud says against the change; undefined for nothing. */
async function refusalOf(
	client: ApiClient,
	instanceId: string,
	changes: ConnectionParameters,
	limits: CallLimits,
): Promise<unknown> {
	try {
		const options = { clientToken: randomUUID(), dryRun: true };
		// A collision with another operation says nothing about the change, and passes.
		await modifyVpcPeerConnection(client, instanceId, changes, options, {
			...limits,
			leave: ({ failure }) => failure.retry === "conflict",
		});
		return undefined;
	} catch (error) {
		const harmless =
			error instanceof ApiError && (error.code === "DryRunOperation" || error.failure.retry === "conflict");
		return harmless ? undefined : error;
	}
}

/** True for a status that the update waits out before it changes anything. */
function passes(status: VpcPeerConnectionStatus, news: CheckedInputs): boolean {
	// One that this release does not know is waited out like a moving one.
	const kind = Object.hasOwn(statuses, status) ? statuses[status].kind : "moving";
	return kind === "moving" || kind === "steady" || (kind === "waiting" && news.waitForActivated === true);
}
