import { cloudError } from "../cloud-error";
import type { AccountRecord, ConnectionRecord, LinkType, WorldState } from "../world/model";
import { oneOf, type Parameters, positiveInteger } from "./parameters";
import { isCrossBorder } from "./regions";

type Regions = Pick<ConnectionRecord, "regionId" | "acceptingRegionId">;

const linkTypes: readonly LinkType[] = ["Platinum", "Gold"];

/** LinkType, if given: only between regions, and only where regions, account and charge types allow it (1.1, 1.4). */
export function checkedLinkType(
	parameters: Parameters,
	regions: Regions,
	accounts: readonly AccountRecord[],
	state: WorldState,
): LinkType | undefined {
	const linkType = oneOf(parameters, "LinkType", linkTypes);
	if (linkType === undefined) return undefined;
	if (regions.regionId === regions.acceptingRegionId) {
		throw cloudError("OperationFailed.InterRegionLinkTypeNotSupported");
	}
	for (const regionId of [regions.regionId, regions.acceptingRegionId]) {
		const offered = state.regionLinkTypes[regionId] ?? linkTypes;
		if (offered.length === 0) throw cloudError("OperationFailed.RegionIdNotSupportLinkType", regionId);
	}
	for (const account of accounts) {
		if (!account.linkTypes.includes(linkType)) {
			throw cloudError("OperationFailed.SpecificLinkTypeNotSupported", linkType);
		}
		if (!account.cdt.linkTypes.includes(linkType)) {
			throw cloudError("OperationFailed.ChargeTypeNotSupported", account.uid, linkType);
		}
	}
	return linkType;
}

/** Bandwidth for a new connection. That an intra-region request with it is refused is assumed (alicloud-api.md 8). */
export function checkedNewBandwidth(parameters: Parameters, regions: Regions, state: WorldState): number | undefined {
	const bandwidth = positiveInteger(parameters, "Bandwidth");
	if (bandwidth === undefined) return undefined;
	if (regions.regionId === regions.acceptingRegionId) {
		throw cloudError("IllegalParam.{Param}", "Bandwidth", "it can only be set between regions");
	}
	checkBandwidthQuota(bandwidth, regions, state);
	return bandwidth;
}

/** Bandwidth for an existing connection (alicloud-api.md 1.4). */
export function checkedBandwidth(parameters: Parameters, regions: Regions, state: WorldState): number | undefined {
	const bandwidth = positiveInteger(parameters, "Bandwidth");
	if (bandwidth === undefined) return undefined;
	if (regions.regionId === regions.acceptingRegionId) {
		throw cloudError("OperationFailed.BandwidthCannotBeChangedInSameRegion");
	}
	checkBandwidthQuota(bandwidth, regions, state);
	return bandwidth;
}

function checkBandwidthQuota(bandwidth: number, regions: Regions, state: WorldState): void {
	const { crossBorderBandwidth, crossRegionBandwidth } = state.quotas;
	const max = isCrossBorder(regions.regionId, regions.acceptingRegionId) ? crossBorderBandwidth : crossRegionBandwidth;
	if (bandwidth > max) throw cloudError("QuotaExceeded.Bandwidth", bandwidth, max);
}
