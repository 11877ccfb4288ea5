import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { unreadable } from "./pages";

/** The two services of Cloud Data Transfer that a peering may need, each with the operation that tells its status. */
export const cdtServices = {
	intra: { statusAction: "GetCdtServiceStatus", openAction: "OpenCdtService" },
	crossBorder: { statusAction: "GetCdtCbServiceStatus", openAction: "OpenCdtCbService" },
} as const;

/** The name of a service of CDT. */
export type CdtService = keyof typeof cdtServices;

/** Whether a service of CDT is active in the caller's account (CDT, version 2021-08-13). */
export async function isCdtEnabled(client: ApiClient, service: CdtService, limits: CallLimits): Promise<boolean> {
	const answer = await client.call({ action: cdtServices[service].statusAction }, limits);
	const enabled = answer["Enabled"];
	if (typeof enabled !== "boolean") {
		throw unreadable(cdtServices[service].statusAction, "the answer does not say whether the service is Enabled");
	}
	return enabled;
}
