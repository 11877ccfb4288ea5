import { randomUUID } from "node:crypto";
import { getVpcPeerConnectionAttribute, modifyVpcPeerConnection } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { statuses, type VpcPeerConnectionStatus } from "../../schema/status";
import { journalOf } from "../journal";
import { isPermission, whyNot } from "../preflight/facts";
import type { Runtime } from "../runtime";
import { planChanges } from "./change-plan";
import { type CheckedInputs, fromStored, isDryRun } from "./state";

/**
 * Asks the cloud, in a preview, whether it would carry out a change in place: the change is tried with a dry run of
 * ModifyVpcPeerConnection. A refusal is an error of the preview; what can't be found out is a warning.
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
	const plan = planChanges(state, news, state.__state.given);
	if (plan.unknown || Object.keys(plan.modify).length === 0) {
		return;
	}
	const { vpcPeer } = runtime.access({ profile: news.profile, assumeRole: news.assumeRole });
	const options = { clientToken: randomUUID(), dryRun: true };
	const refusal = await budget.within(
		modifyVpcPeerConnection(vpcPeer, instanceId, plan.modify, options, budget.limits).then(
			() => undefined,
			(error: unknown) => error,
		),
	);
	const code = refusal instanceof ApiError ? refusal.code : undefined;
	if (refusal === undefined || code === "DryRunOperation") {
		return;
	}
	if (!(refusal instanceof ApiError) || refusal.failure.retry !== "none" || isPermission(refusal.code)) {
		const warning = whyNot("whether the change is possible", "vpc:ModifyVpcPeerConnection", refusal);
		journalOf(runtime.journal, news.__identity).warn(warning);
		return;
	}
	throw new VpcPeeringError(`${instanceId} can't be changed so. ${await because(refusal)}`, { cause: refusal });

	async function because(error: ApiError): Promise<string> {
		if (error.code !== "IncorrectStatus.VpcPeer") {
			return error.message;
		}
		const seen = await budget?.within(
			getVpcPeerConnectionAttribute(vpcPeer, instanceId, budget.limits).catch(() => undefined),
		);
		const facts = seen && statuses[seen.status as VpcPeerConnectionStatus];
		return facts === undefined ? error.message : `It is ${seen?.status}: ${facts.meaning}. ${error.message}`;
	}
}
