import { randomUUID } from "node:crypto";
import { modifyVpcPeerConnection } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { type ApiError, cloudCode } from "../../errors/api-error";
import { waitForUpdated } from "../../wait/vpc-peer-connection";
import { asksForMore, type ChangePlan, changesCloud, planChanges, together } from "./change-plan";
import { changeRefused } from "./change-refused";
import { sendGroupAndTags } from "./group-and-tags";
import type { Keep, Session } from "./session";
import type { CheckedInputs } from "./state";

/**
 * Sends the requests that a plan asks for, and no others, and waits until their effect is visible. Where the connection
 * turns out to differ in what the plan leaves out, it was made from an answer out of date: that is sent as well.
 */
export async function carryOut(
	session: Session,
	keep: Keep,
	connection: VpcPeerConnectionAttribute,
	plan: ChangePlan,
	given: readonly string[],
	news: CheckedInputs,
): Promise<void> {
	let sent = plan;
	let left = plan;
	while (changesCloud(left)) {
		await sendChanges(session, connection, left, news);
		const seen = await waitForUpdated({
			...session.waitFor(connection.instanceId, keep),
			isVisible: (one) => {
				const rest = planChanges(one, news, given);
				return !changesCloud(rest) || asksForMore(rest, sent);
			},
		});
		left = planChanges(seen, news, given);
		sent = together(sent, left);
	}
}

async function sendChanges(
	session: Session,
	{ instanceId, vpcId, acceptingVpcId, regionId, status }: VpcPeerConnectionAttribute,
	plan: ChangePlan,
	news: CheckedInputs,
): Promise<void> {
	if (Object.keys(plan.modify).length > 0) {
		// Setting the same values twice is harmless, but a token is used for one change only: going back to an earlier
		// value must not meet the answer remembered for it.
		const clientToken = randomUUID();
		try {
			await session.whenSettled(instanceId, () =>
				session.inTurn("ModifyVpcPeerConnection", [vpcId, acceptingVpcId, instanceId], (limits) =>
					modifyVpcPeerConnection(session.access.vpcPeer, instanceId, plan.modify, { clientToken }, limits),
				),
			);
		} catch (error) {
			throw status === "Accepting" && cloudCode(error) === "IncorrectStatus.VpcPeer"
				? changeRefused(instanceId, status, error as ApiError)
				: error;
		}
	}
	await sendGroupAndTags(session, { instanceId, regionId: regionId ?? news.regionId }, plan);
}

/** Asks the cloud whether it would modify the connection so; nothing is changed. A refusal is thrown. */
export async function tryModify(session: Session, instanceId: string, plan: ChangePlan): Promise<void> {
	if (Object.keys(plan.modify).length === 0) {
		return;
	}
	const options = { clientToken: randomUUID(), dryRun: true };
	try {
		await modifyVpcPeerConnection(session.access.vpcPeer, instanceId, plan.modify, options, session.limits);
	} catch (error) {
		if (cloudCode(error) !== "DryRunOperation") {
			throw error;
		}
	}
}
