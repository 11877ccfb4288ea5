import { cloudError } from "../cloud-error";
import { newOrderId } from "../world/ids";
import type { CdtKind } from "../world/model";
import type { Action } from "./action";
import { visibleAccount } from "./visible";

/**
 * OpenCdtService and OpenCdtCbService (alicloud-api.md 4). What they answer when CDT is open is not documented: success is
 * assumed, or the refusal of other products where the account says so.
 */
export function openCdt(kind: CdtKind, ramAction: string): Action {
	return {
		ramAction,
		effect: "write",
		run: ({ caller: { account } }) => {
			if (account.cdt[kind] && account.cdt.refusesReopening) throw cloudError("ORDER.OPEND", account.uid);
			account.cdt[kind] = true;
			return { OrderId: newOrderId() };
		},
	};
}

/** GetCdtServiceStatus and GetCdtCbServiceStatus (alicloud-api.md 4). */
export function getCdtStatus(kind: CdtKind, ramAction: string): Action {
	return { ramAction, effect: "read", run: (context) => ({ Enabled: visibleAccount(context).cdt[kind] }) };
}
