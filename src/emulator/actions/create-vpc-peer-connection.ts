import { cloudError } from "../cloud-error";
import { phaseAfter } from "../status";
import { checkCdtForCreate, openCdtByCreate } from "../validation/cdt";
import { checkedLinkType, checkedNewBandwidth } from "../validation/link";
import { requiredAccountId, requiredText } from "../validation/parameters";
import { checkPeers, type Ends } from "../validation/peers";
import { checkQuotas } from "../validation/quotas";
import { checkRegionPair } from "../validation/regions";
import { checkedResourceGroup } from "../validation/resource-groups";
import { readTags } from "../validation/tags";
import { checkedText } from "../validation/texts";
import { isIntraRegion } from "../world/connections";
import { newConnectionId } from "../world/ids";
import { defaultResourceGroup } from "../world/lookups";
import type { ConnectionRecord, LinkType, Tag } from "../world/model";
import { type Action, type ActionContext, stopIfDryRun } from "./action";

// Inter-region: 1024 Mbit/s and Gold. Intra-region: no limit, and no link type (alicloud-api.md 0.5).
const DEFAULT_BANDWIDTH = 1024;
const UNLIMITED_BANDWIDTH = -1;

interface Choices {
	readonly name: string;
	readonly description: string;
	readonly bandwidth: number;
	readonly linkType: LinkType | "";
	readonly resourceGroupId: string;
	readonly tags: readonly Tag[];
}

/**
 * CreateVpcPeerConnection. The order of the checks is not documented; assumed: what the request says, then where it
 * points, then what the accounts may do, then what is there already.
 */
export const createVpcPeerConnection: Action = {
	ramAction: "vpc:CreateVpcPeerConnection",
	// The cloud looks at CDT in the caller's name (alicloud-api.md 0.11).
	alsoNeeds: ["cdt:GetCdtServiceStatus"],
	effect: "write-once",
	run: (context) => {
		const ends = readEnds(context);
		const texts = readTexts(context);
		checkRegionPair(context.store.state, ends.regionId, ends.acceptingRegionId);
		const peers = checkPeers(context, ends);
		const { requester, accepter } = peers;
		const choices = { ...texts, ...readChoices(context, ends, [requester, accepter]) };
		checkCdtForCreate(requester, accepter, ends);
		peers.assertFree();
		checkQuotas(context.store, ends);
		stopIfDryRun(context.parameters);
		openCdtByCreate(requester);
		const connection = newConnection(context, ends, choices);
		if (ends.acceptingOwnerUid !== ends.ownerUid) {
			connection.views[accepter.uid] = { resourceGroupId: defaultResourceGroup(accepter), tags: [] };
		}
		context.store.state.connections.push(connection);
		return { InstanceId: connection.id };
	},
};

function readEnds({ parameters, caller }: ActionContext): Ends {
	const ends = {
		ownerUid: caller.account.uid,
		regionId: requiredText(parameters, "RegionId"),
		vpcId: requiredText(parameters, "VpcId"),
		acceptingOwnerUid: requiredAccountId(parameters, "AcceptingAliUid"),
		acceptingRegionId: requiredText(parameters, "AcceptingRegionId"),
		acceptingVpcId: requiredText(parameters, "AcceptingVpcId"),
	};
	// No document says what peering a VPC with itself answers; assumed to be a bad value.
	if (ends.vpcId === ends.acceptingVpcId) {
		throw cloudError("IllegalParam.{Param}", "AcceptingVpcId", "it is the requester VPC");
	}
	return ends;
}

function readTexts({ parameters }: ActionContext): Pick<Choices, "name" | "description" | "tags"> {
	return {
		name: checkedText(parameters, "Name", "createName") ?? "",
		description: checkedText(parameters, "Description", "createDescription") ?? "",
		tags: readTags(parameters, "Tag", "IllegalParam.TagKey"),
	};
}

function readChoices(
	{ parameters, store, caller }: ActionContext,
	ends: Ends,
	accounts: Parameters<typeof checkedLinkType>[2],
): Pick<Choices, "bandwidth" | "linkType" | "resourceGroupId"> {
	const bandwidth = checkedNewBandwidth(parameters, ends, store.state);
	const linkType = checkedLinkType(parameters, ends, accounts, store.state);
	const intraRegion = isIntraRegion(ends);
	return {
		bandwidth: bandwidth ?? (intraRegion ? UNLIMITED_BANDWIDTH : DEFAULT_BANDWIDTH),
		linkType: linkType ?? (intraRegion ? "" : "Gold"),
		resourceGroupId: checkedResourceGroup(caller.account, parameters.get("ResourceGroupId")),
	};
}

function newConnection({ store, now }: ActionContext, ends: Ends, choices: Choices): ConnectionRecord {
	const { durations } = store.settings;
	const { resourceGroupId, tags, ...fields } = choices;
	const event = ends.ownerUid === ends.acceptingOwnerUid ? "CreateInAccount" : "CreateAcrossAccounts";
	return {
		id: newConnectionId(),
		...ends,
		...fields,
		createdAt: now,
		modifiedAt: now,
		bizStatus: "Normal",
		managedService: "",
		phase: phaseAfter(event, now, now + durations.acceptance, durations),
		views: { [ends.ownerUid]: { resourceGroupId, tags: [...tags] } },
	};
}
