import { newOrderId } from "../world/ids";
import type { CdtState } from "../world/model";
import type { Action } from "./action";

type Service = keyof Pick<CdtState, "intra" | "crossBorder">;

/** OpenCdtService and OpenCdtCbService (alicloud-api.md 4). Opening what is open succeeds (assumed; not documented). */
export function openCdt(service: Service, ramAction: string): Action {
	return {
		ramAction,
		effect: "write",
		run: ({ caller }) => {
			caller.account.cdt[service] = true;
			return { OrderId: newOrderId() };
		},
	};
}

/** GetCdtServiceStatus and GetCdtCbServiceStatus (alicloud-api.md 4). */
export function getCdtStatus(service: Service, ramAction: string): Action {
	return { ramAction, effect: "read", run: ({ caller }) => ({ Enabled: caller.account.cdt[service] }) };
}
