import { useState } from "preact/hooks";
import type { RequestRecord } from "../requests";
import { clearRequests, requests, run } from "./live";
import { timeText } from "./words";

/** The requests as they come in, the newest first. */
export function RequestLog() {
	const [failedOnly, setFailedOnly] = useState(false);
	const shown = requests.value.filter((one) => !failedOnly || isFailure(one)).toReversed();
	return (
		<>
			<div class="toolbar">
				<label class="check">
					<input type="checkbox" checked={failedOnly} onChange={() => setFailedOnly(!failedOnly)} />
					Only failures
				</label>
				<button type="button" class="small" onClick={() => run(clearRequests)}>
					Clear
				</button>
			</div>
			{shown.length === 0 && <p class="empty">{failedOnly ? "No request failed." : "No requests yet."}</p>}
			<ol class="requests" aria-label="Requests, newest first">
				{shown.map((record) => (
					<li key={record.number}>
						<RequestRow record={record} />
					</li>
				))}
			</ol>
		</>
	);
}

function isFailure({ code, httpStatus }: RequestRecord): boolean {
	return code !== undefined || httpStatus === 0;
}

function RequestRow({ record }: { record: RequestRecord }) {
	const { action, httpStatus, code, time, accountId, requestId, parameters } = record;
	const outcome = httpStatus === 0 ? "no answer" : String(httpStatus);
	return (
		<details class={isFailure(record) ? "request failed" : "request"}>
			<summary>
				<span class={`outcome ${isFailure(record) ? "tone-bad" : "tone-good"}`}>{outcome}</span>
				<span class="request-name">{action || "(no action)"}</span>
				<time class="faint">{timeText(time)}</time>
				{code !== undefined && <span class="code">{code}</span>}
			</summary>
			<dl class="fields">
				{Object.entries({ ...parameters, Account: accountId ?? "unknown", RequestId: requestId }).map(
					([name, value]) => (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					),
				)}
			</dl>
		</details>
	);
}
