import { randomUUID } from "node:crypto";
import { modifyVpcPeerConnection, moveResourceGroup, tagResources, unTagResources } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { cloudCode } from "../../errors/api-error";
import { waitForUpdated } from "../../wait/vpc-peer-connection";
import { type ChangePlan, changesCloud, planChanges } from "./change-plan";
import type { Session } from "./session";
import type { CheckedInputs } from "./state";

/** Notes what the cloud last showed of the connection. */
export type Keep = (connection: VpcPeerConnectionAttribute) => VpcPeerConnectionAttribute;

/** Sends the requests that a plan asks for, and no others, and waits until their effect is visible. */
export async function carryOut(
	session: Session,
	keep: Keep,
	connection: VpcPeerConnectionAttribute,
	plan: ChangePlan,
	given: readonly string[],
	news: CheckedInputs,
): Promise<void> {
	if (!changesCloud(plan)) {
		return;
	}
	const { instanceId } = connection;
	const client = session.access.vpcPeer;
	const target = { instanceId, regionId: connection.regionId ?? news.regionId };
	if (Object.keys(plan.modify).length > 0) {
		// Setting the same values twice is harmless, but a token is used for one change only: going back to an earlier
		// value must not meet the answer remembered for it.
		const clientToken = randomUUID();
		await session.whenSettled(instanceId, () =>
			session.inTurn("ModifyVpcPeerConnection", [connection.vpcId, connection.acceptingVpcId, instanceId], (limits) =>
				modifyVpcPeerConnection(client, instanceId, plan.modify, { clientToken }, limits),
			),
		);
	}
	if (plan.resourceGroupId !== undefined) {
		await moveResourceGroup(client, { ...target, resourceGroupId: plan.resourceGroupId }, session.limits);
	}
	if (plan.tagsToRemove.length > 0) {
		await unTagResources(client, target, plan.tagsToRemove, session.limits);
	}
	if (Object.keys(plan.tagsToSet).length > 0) {
		await tagResources(client, target, plan.tagsToSet, session.limits);
	}
	await waitForUpdated({
		...session.waitFor(instanceId),
		observe: async () => {
			const seen = await session.find(instanceId);
			return seen === undefined ? seen : keep(seen);
		},
		isVisible: (seen) => !changesCloud(planChanges(seen, news, given)),
	});
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
