import type { CallLimits } from "../../../src/api/call-limits";
import type { ApiClient, ApiRequest } from "../../../src/api/client";
import { rateWindowMs } from "../../../src/api/limits/rate-limits";
import { RequestLimiter } from "../../../src/api/limits/request-limiter";
import { ConnectionBoard } from "../../../src/wait/connection-board";
import { Durations } from "../../../src/wait/durations";
import { waitForCreated } from "../../../src/wait/vpc-peer-connection";
import { resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

const region = "cn-hangzhou";
const latency = 20;
const pageSize = 100;
/** Half of what the cloud takes of each operation in a minute. */
const share = 180;

/** A cloud whose connections are all Activated so long after they began, behind the limiters that the provider has. */
function cloud(lastsMs: number) {
	const began = new Map<string, number>();
	const requests: { readonly action: string; readonly at: number }[] = [];
	const limiters = {
		GetVpcPeerConnectionAttribute: new RequestLimiter({ perWindow: share }),
		ListVpcPeerConnections: new RequestLimiter({ perWindow: share }),
	};
	type Action = keyof typeof limiters;
	function row(InstanceId: string) {
		return {
			InstanceId,
			Status: performance.now() >= (began.get(InstanceId) ?? 0) + lastsMs ? "Activated" : "Creating",
		};
	}
	async function answered(action: string, body: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
		requests.push({ action, at: performance.now() });
		const ids = [...began.keys()];
		const from = Number(body["NextToken"] ?? 0);
		const answer =
			action === "ListVpcPeerConnections"
				? {
						TotalCount: ids.length,
						VpcPeerConnects: ids.slice(from, from + pageSize).map(row),
						...(from + pageSize < ids.length ? { NextToken: String(from + pageSize) } : {}),
					}
				: row(body["InstanceId"] ?? "");
		await new Promise((resolve) => setTimeout(resolve, latency));
		return answer;
	}
	const client = {
		call: async ({ action, body = {} }: ApiRequest, _limits: CallLimits, read: (answer: unknown) => unknown) =>
			read(
				await limiters[action as Action].run(() => answered(action, body), { signal: new AbortController().signal }),
			),
		allowance: (action: Action) => limiters[action].allowance,
	} as unknown as ApiClient;
	const board = new ConnectionBoard({ client: () => client });
	const durations = new Durations();
	return {
		requests,
		/** How late a wait that begins now sees the end. */
		async lateness(instanceId: string): Promise<number> {
			const started = performance.now();
			began.set(instanceId, started);
			const limits = { deadline: started + 600_000 };
			const watch = board.watch(instanceId, region);
			await waitForCreated({
				...limits,
				instanceId,
				durations,
				observe: () => watch.look(limits),
				watch: () => watch,
				acceptingIsEnough: false,
				foundBefore: true,
			});
			return performance.now() - started - lastsMs;
		},
	};
}

describe.each([200, 1_000, 3_000, 8_000, 20_000, 60_000])("Activation after %i ms", (lastsMs) => {
	test.each([1, 8, 40, 200])(
		"of %i made at once is seen within 5 %% or 150 ms, for half of each limit",
		async (count) => {
			const { lateness, requests } = cloud(lastsMs);
			const late = await resultOf(Promise.all(Array.from({ length: count }, (_, index) => lateness(`pcc-${index}`))));
			expect(Math.max(...late)).toBeLessThanOrEqual(Math.max(150, 0.05 * lastsMs) + latency);
			for (const action of new Set(requests.map((request) => request.action))) {
				const moments = requests.filter((request) => request.action === action).map(({ at }) => at);
				const most = Math.max(
					...moments.map((at) => moments.filter((one) => one >= at && one < at + rateWindowMs).length),
				);
				expect(most).toBeLessThanOrEqual(share);
			}
		},
		// 200 simulated waits are much work for a busy machine.
		60_000,
	);
});
