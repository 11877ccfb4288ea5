import { cloudError } from "../cloud-error";
import type { AccountRecord, CdtKind } from "../world/model";
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

/**
 * The CDT of both accounts of a new connection: the requester's as the create leaves it, the accepter's as it is. That a
 * dry run sees it so, too, and that the accepter's is not opened, is assumed.
 */
export function checkCdtForCreate(requester: AccountRecord, accepter: AccountRecord, regions: Regions): void {
	const opened = { ...requester, cdt: { ...requester.cdt, ...openedByCreate(requester) } };
	checkOwnCdt(opened, regions);
	checkAccepterCdt(accepter.uid === requester.uid ? opened : accepter, regions);
}

/** Opens the requester's CDT, as a create does. */
export function openCdtByCreate(requester: AccountRecord): void {
	Object.assign(requester.cdt, openedByCreate(requester));
}

/** The kinds that a create opens: both on the China site, the first on the international one (alicloud-api.md 4). */
function openedByCreate({ cdt, site }: AccountRecord): Partial<Record<CdtKind, boolean>> {
	if (!cdt.openedByCreate) return {};
	return site === "china" ? { intra: true, crossBorder: true } : { intra: true };
}

function checkAccepterCdt(accepter: AccountRecord, { regionId, acceptingRegionId }: Regions): void {
	if (!accepter.cdt.intra) throw cloudError("OperationFailed.AcceptUserCdtNotOpened");
	if (isCrossBorder(regionId, acceptingRegionId) && !accepter.cdt.crossBorder) {
		throw cloudError("OperationFailed.AcceptUserCrossBorderCdtNotOpened");
	}
}
