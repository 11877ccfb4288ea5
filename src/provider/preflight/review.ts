import { type CdtService, cdtServices } from "../../api/cdt";
import type { VpcFacts } from "../../api/vpc";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { overlapsBetween } from "../../schema/cidr";
import { sameValue } from "../../schema/compare";
import { defaultQuotas } from "../../schema/quotas";
import { fieldOf } from "../../schema/vpc-peer-connection-fields";
import { changesText, planChanges } from "../vpc-peer-connection/change-plan";
import {
	adoptedText,
	describeExisting,
	waysOn,
	waysToReplace,
	whyNotAdoptable,
} from "../vpc-peer-connection/existing-connection";
import { sharedText, tooOldText } from "../vpc-peer-connection/replay";
import type { CheckedInputs } from "../vpc-peer-connection/state";
import type { ConnectionIndex, PairCounts } from "./connection-index";
import type { Finding } from "./finding";

/** A VPC as far as it could be looked at: not asked for or not answered, surely absent, or there. */
export type SeenVpc = { readonly looked: false } | { readonly looked: true; readonly vpc: VpcFacts | undefined };

/** Both VPCs as far as they can be looked at: whether they are there, and whether their ranges overlap. */
export function reviewVpcs(
	request: CheckedInputs,
	accountId: string | undefined,
	seen: { readonly vpcId: SeenVpc; readonly acceptingVpcId: SeenVpc },
): Finding[] {
	const findings: Finding[] = [];
	for (const property of ["vpcId", "acceptingVpcId"] as const) {
		const one = seen[property];
		if (one.looked) {
			findings.push(...reviewVpc(property, request, accountId, one.vpc));
		}
	}
	const [vpc, acceptingVpc] = [seen.vpcId, seen.acceptingVpcId].map((one) => (one.looked ? one.vpc : undefined));
	if (vpc !== undefined && acceptingVpc !== undefined && request.allowOverlappingCidrs !== true) {
		findings.push(...reviewOverlap(vpc, acceptingVpc));
	}
	return findings;
}

/** A VPC that should be in the account's region. */
function reviewVpc(
	property: "vpcId" | "acceptingVpcId",
	request: CheckedInputs,
	accountId: string | undefined,
	vpc: VpcFacts | undefined,
): Finding[] {
	const regionProperty = property === "vpcId" ? "regionId" : "acceptingRegionId";
	if (vpc === undefined) {
		const who = accountId === undefined ? "the account of these credentials" : `account ${accountId}`;
		const accountHint = property === "acceptingVpcId" ? "; if it belongs to another account, give acceptingAliUid" : "";
		return [
			{
				severity: "error",
				property,
				message: `${who} has no such VPC in ${request[regionProperty]}. Check ${property} and ${regionProperty}${accountHint}`,
			},
		];
	}
	if (vpc.status !== undefined && vpc.status !== "Available") {
		return [
			{
				severity: "warning",
				property,
				message: `${property} ${vpc.vpcId} is ${vpc.status}: the create waits until the VPC is Available.`,
			},
		];
	}
	return [];
}

/** Ranges of the two VPCs that overlap: the cloud accepts them, and traffic between them silently fails. */
function reviewOverlap(vpc: VpcFacts, acceptingVpc: VpcFacts): Finding[] {
	const pairs = [
		...overlapsBetween(vpc.ipv4Cidrs, acceptingVpc.ipv4Cidrs),
		...overlapsBetween(vpc.ipv6Cidrs, acceptingVpc.ipv6Cidrs),
	];
	if (pairs.length === 0) {
		return [];
	}
	const list = pairs.map(([left, right]) => (left === right ? `both have ${left}` : `${left} and ${right}`)).join("; ");
	return [
		{
			severity: "error",
			property: "acceptingVpcId",
			message: `overlaps with ${vpc.vpcId}: ${list}. The cloud accepts this, and traffic to these ranges silently fails. Change the ranges, or set allowOverlappingCidrs: true if it is wanted`,
		},
	];
}

/** What becomes of an existing connection that is the resource's own, where the engine replaces it. */
export type OwnReplacement = "kept" | "deletedFirst";

/** What tells whose an existing connection of the pair may be. */
export interface Origin {
	readonly ownReplacement: OwnReplacement | undefined;
	/** Whether a create of this resource that was broken off can have left it. */
	readonly mayBeRemainder: (existing: VpcPeerConnectionAttribute) => boolean;
}

/** What the existing connections mean: one of the pair is in the way, and all of them count for quotas. */
export function reviewPair(
	request: CheckedInputs,
	regions: readonly ConnectionIndex[],
	planned: PairCounts,
	origin: Origin,
): Finding[] {
	const existing = regions.map((region) => region.ofPair(request)).find((found) => found !== undefined);
	if (existing !== undefined) {
		return [reviewExisting(request, existing, origin)];
	}
	return regions.length === 0 ? [] : reviewQuotas(request, regions, planned);
}

/**
 * Says what an existing connection of the pair means. One with the ends, the direction and the name that the program asks
 * for may be this resource's own: made by a run that was broken off, if it is young, or about to be replaced. That is a
 * warning, as an error would bar the way. What else differs may have been changed since.
 */
function reviewExisting(request: CheckedInputs, existing: VpcPeerConnectionAttribute, origin: Origin): Finding {
	const property = "acceptingVpcId";
	const { instanceId } = existing;
	const what = `a connection between these two VPCs exists: ${describeExisting(existing)}`;
	if (request.adopt === true) {
		return reviewAdoption(request, existing, what);
	}
	const looksOwn = ownMarks.every((mark) => sameValue(fieldOf(mark).kind, existing[mark], request[mark]));
	if (looksOwn && origin.ownReplacement !== undefined) {
		const message = `${what}. ${replacementText[origin.ownReplacement]}`;
		return { severity: "warning", property, final: true, message };
	}
	if (looksOwn && origin.mayBeRemainder(existing)) {
		const message = `${what}. If an earlier run of this stack made it, \`pulumi up\` goes on with it; if not, \`pulumi up\` fails. ${sharedText}. ${waysOn(instanceId)}.`;
		return { severity: "warning", property, final: true, message };
	}
	const tooOld = looksOwn ? ` It was made ${tooOldText(request)}.` : "";
	const replace = looksOwn ? `. ${waysToReplace}` : "";
	return {
		severity: "error",
		property,
		message: `${what}. The cloud allows one.${tooOld} ${waysOn(instanceId)}${replace}`,
	};
}

const replacementText: Readonly<Record<OwnReplacement, string>> = {
	kept: "It stays as it is: the replacement of this resource leads to it again. To have it made anew, add the option { deleteBeforeReplace: true }.",
	deletedFirst:
		"If it is this resource's own, and the resource is to be replaced, it is deleted first (deleteBeforeReplace); if it is not, `pulumi up` fails.",
};

/** With `adopt` the existing connection is taken over, if it can be made what is declared. */
function reviewAdoption(request: CheckedInputs, existing: VpcPeerConnectionAttribute, what: string): Finding {
	const property = "acceptingVpcId";
	const reason = whyNotAdoptable(existing, request);
	if (reason !== undefined) {
		return { severity: "error", property, message: `${what}. It can't be adopted: ${reason}` };
	}
	const changes = changesText(existing, planChanges(existing, request, []));
	return {
		severity: "warning",
		property,
		final: true,
		message: `${what}. \`pulumi up\` adopts it; ${changes}. ${adoptedText}`,
	};
}

const ownMarks = ["vpcId", "acceptingVpcId", "regionId", "acceptingRegionId", "acceptingAliUid", "name"] as const;

/**
 * Counts that would go over a quota's default. Quotas can be raised and nobody but the cloud knows them for sure, so this
 * is a warning; the dry run says what is certain. `planned` are the connections that this run may create.
 */
function reviewQuotas(request: CheckedInputs, regions: readonly ConnectionIndex[], planned: PairCounts): Finding[] {
	const existing = regions.map(({ counts }) => counts);
	const inter = request.regionId !== request.acceptingRegionId;
	const limit = inter ? defaultQuotas.interRegionPerVpc : defaultQuotas.intraRegionPerVpc;
	const findings: Finding[] = [];
	for (const property of ["vpcId", "acceptingVpcId"] as const) {
		const vpcId = request[property];
		const count = planned.countWith(existing, `${inter ? "inter" : "intra"} ${vpcId}`);
		if (count > limit) {
			findings.push({
				severity: "warning",
				property,
				message: `${vpcId} would have ${count} ${inter ? "inter" : "intra"}-region connections; unless the quota is raised in Quota Center, ${limit} are allowed.`,
			});
		}
	}
	const total = planned.countWith(existing, `region ${request.regionId}`);
	if (total > defaultQuotas.perAccountPerRegion) {
		findings.push({
			severity: "warning",
			property: "regionId",
			message: `the account would have ${total} connections in ${request.regionId}; unless the quota is raised in Quota Center, ${defaultQuotas.perAccountPerRegion} are allowed.`,
		});
	}
	return findings;
}

/**
 * A service of CDT that is not active. By the newest page of CreateVpcPeerConnection a create activates CDT by itself: both
 * services for accounts of the China site, the one inside a border alone on the international site. Older pages have it
 * activated before (alicloud-api.md, 4). The dry run says for certain whether that stops the create.
 */
export function reviewCdt(enabled: boolean | undefined, service: CdtService): Finding[] {
	if (enabled !== false) {
		return [];
	}
	const how = `CdtActivation, or the CDT operation ${cdtServices[service].openAction}`;
	return service === "intra"
		? [
				{
					severity: "note",
					property: "",
					message: `Cloud Data Transfer (CDT) is not active in the account that makes the request: the create activates it, by the newest documents. Should the cloud refuse the create, activate it first (${how}).`,
				},
			]
		: [
				{
					severity: "warning",
					property: "",
					message: `the cross-border service of CDT is not active in the account that makes the request. By the newest documents the create activates it for accounts of the China site only: on the international site, activate it first (${how}).`,
				},
			];
}

/** True when one end is in mainland China and the other is not. Inferred from the region ids, not documented. */
export function isCrossBorder(regionId: string, acceptingRegionId: string): boolean {
	return isMainland(regionId) !== isMainland(acceptingRegionId);
}

function isMainland(regionId: string): boolean {
	return regionId.startsWith("cn-") && regionId !== "cn-hongkong";
}
