import { cloudError } from "../cloud-error";
import { isMainland } from "../mainland";
import type { WorldState } from "../world/model";

type Cloud = "public" | "finance" | "government";

/** One end in mainland China, the other outside of it (alicloud-api.md 4). */
export function isCrossBorder(regionId: string, otherRegionId: string): boolean {
	return isMainland(regionId) !== isMainland(otherRegionId);
}

/** Refuses regions without peering, and pairs of regions of different clouds (alicloud-api.md 8, "Clouds"). */
export function checkRegionPair(state: WorldState, regionId: string, otherRegionId: string): void {
	for (const one of [regionId, otherRegionId]) {
		if (state.unsupportedRegions.includes(one)) throw cloudError("UnsupportedRegion", one);
	}
	if (cloudOf(regionId) !== cloudOf(otherRegionId)) {
		throw cloudError("OperationFailed.ViolativeVpcPeer", regionId, otherRegionId);
	}
}

function cloudOf(regionId: string): Cloud {
	if (regionId.includes("finance")) return "finance";
	return regionId.includes("gov") ? "government" : "public";
}
