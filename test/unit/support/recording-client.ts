import type { CallLimits } from "../../../src/api/call-limits";
import type { ApiClient, ApiRequest } from "../../../src/api/client";

export interface RecordingClient {
	readonly client: ApiClient;
	readonly requests: ApiRequest[];
}

/** A client that sends nothing: it keeps the requests and gives the answers, one each, the last one again and again. */
export function recordingClient(...answers: (Record<string, unknown> | Error)[]): RecordingClient {
	const requests: ApiRequest[] = [];
	async function call(
		request: ApiRequest,
		_limits: CallLimits,
		read: (answer: Record<string, unknown>) => unknown = (answer) => answer,
	): Promise<unknown> {
		const answer = answers[Math.min(requests.length, answers.length - 1)];
		requests.push(request);
		if (answer instanceof Error) {
			throw answer;
		}
		return read(answer ?? {});
	}
	return { client: { call } as unknown as ApiClient, requests };
}
