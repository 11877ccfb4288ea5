import { cloudError } from "../cloud-error";
import type { AccountRecord } from "../world/model";
import { isCrossBorder } from "./regions";

interface Regions {
	readonly regionId: string;
	readonly acceptingRegionId: string;
}

/** The caller's Cloud Data Transfer has to be open; across the border both kinds (alicloud-api.md 1.1, 1.2, 4). */
export function checkOwnCdt(account: AccountRecord, { regionId, acceptingRegionId }: Regions): void {
	if (!account.cdt.intra) throw cloudError("OperationFailed.CdtNotOpened", account.uid);
	if (isCrossBorder(regionId, acceptingRegionId) && !account.cdt.crossBorder) {
		throw cloudError("OperationFailed.CrossBorderCdtNotOpened", account.uid);
	}
}

/** The same for the accepter at the time of the request. */
export function checkAccepterCdt(accepter: AccountRecord, { regionId, acceptingRegionId }: Regions): void {
	if (!accepter.cdt.intra) throw cloudError("OperationFailed.AcceptUserCdtNotOpened");
	if (isCrossBorder(regionId, acceptingRegionId) && !accepter.cdt.crossBorder) {
		throw cloudError("OperationFailed.AcceptUserCrossBorderCdtNotOpened");
	}
}
