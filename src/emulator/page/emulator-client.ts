import type { FaultJson } from "../control/fault-json";
import type { OperationJson } from "../control/operations";
import type { ConnectionReachability } from "../control/reachability";
import type { RequestPage } from "../control/request-page";
import type { EmulatorState } from "../control/state";
import type { TimingChange, TimingValues } from "../timing";

/** The steps that a connection can be made to take. */
export type ConnectionStep = "accept" | "reject" | "expire" | "drop";

/** A refusal of the emulator, in its own words. */
export class Refused extends Error {}

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
	const json =
		body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
	const response = await fetch(`/_emulator${path}`, { method, ...json });
	const answer = await response.json();
	if (!response.ok) throw new Refused(answer.error?.message ?? `The emulator answered ${response.status}`);
	return answer;
}

/** The control interface, as far as the page uses it. */
export const emulator = {
	state: () => send<EmulatorState>("GET", "/state"),
	operations: () => send<{ operations: OperationJson[] }>("GET", "/operations"),
	requestsAfter: (number: number) => send<RequestPage>("GET", `/requests?after=${number}&latest=true&limit=200`),
	clearRequests: () => send("DELETE", "/requests"),
	faults: () => send<{ faults: FaultJson[] }>("GET", "/faults"),
	addFault: (rule: object) => send<FaultJson>("POST", "/faults", rule),
	removeFault: (id: number) => send("DELETE", `/faults/${id}`),
	clearFaults: () => send("DELETE", "/faults"),
	timing: () => send<TimingValues>("GET", "/timing"),
	changeTiming: (change: TimingChange) => send<TimingValues>("PATCH", "/timing", change),
	advance: (ms: number) => send("POST", "/clock/advance", { ms }),
	reset: () => send("POST", "/reset", {}),
	step: (instanceId: string, step: ConnectionStep) => send("POST", `/connections/${instanceId}/${step}`, {}),
	reachability: (instanceId: string) =>
		send<ConnectionReachability>("GET", `/connections/${encodeURIComponent(instanceId)}/reachability`),
	addRoute: (routeTableId: string, destinationCidrBlock: string, instanceId: string) =>
		send("POST", "/routes", { routeTableId, destinationCidrBlock, instanceId }),
	removeRoute: (routeEntryId: string) => send("DELETE", `/routes/${routeEntryId}`),
	permit: (accountId: string, action: string, effect: "deny" | "allow") =>
		send("POST", "/permissions", { accountId, action, effect }),
};
