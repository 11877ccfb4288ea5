import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { unreadable } from "./pages";

/** The two services of Cloud Data Transfer that a peering may need, each with its operations and a name for people. */
export const cdtServices = {
	intra: { statusAction: "GetCdtServiceStatus", openAction: "OpenCdtService", title: "Cloud Data Transfer (CDT)" },
	crossBorder: {
		statusAction: "GetCdtCbServiceStatus",
		openAction: "OpenCdtCbService",
		title: "the cross-border service of CDT",
	},
} as const;

/** The name of a service of CDT. */
export type CdtService = keyof typeof cdtServices;

/** Whether a service of CDT is active in the caller's account (CDT, version 2021-08-13). */
export async function isCdtEnabled(client: ApiClient, service: CdtService, limits: CallLimits): Promise<boolean> {
	const action = cdtServices[service].statusAction;
	return client.call({ action }, limits, ({ Enabled: enabled }) => {
		if (typeof enabled !== "boolean") {
			throw unreadable(action, "the answer does not say whether the service is Enabled");
		}
		return enabled;
	});
}

/** Activates a service of CDT in the caller's account. What it answers when the service is active already is not documented. */
export async function openCdt(client: ApiClient, service: CdtService, limits: CallLimits): Promise<void> {
	await client.call({ action: cdtServices[service].openAction }, limits);
}
