import type { Clock } from "../api/clock";
import { waitUntil } from "./wait-until";

/** A wait for a service of CDT. */
export interface CdtWait {
	/** The service and the account, for messages. */
	readonly subject: string;
	/** Whether it is active now. */
	readonly observe: () => Promise<boolean>;
	readonly started: number;
	readonly deadline: number;
	readonly clock: Clock;
	readonly onPending: (status: string) => void;
}

/** Waits until a service that was just opened is seen to be active. How long that takes is not documented. */
export async function waitForCdtActive({ observe, ...wait }: CdtWait): Promise<void> {
	await waitUntil({
		...wait,
		pending: ["inactive"],
		target: ["active"],
		failed: {},
		observe: async () => {
			const active = await observe();
			return { status: active ? "active" : "inactive", value: active };
		},
		onTimeout:
			"Run `pulumi up` again to go on waiting, and look into the CDT console: an order may need to be confirmed there. For longer waits set timeouts.create or timeouts.update.",
		onFailure: "Look into the CDT console.",
	});
}
