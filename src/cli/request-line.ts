import type { RequestRecord } from "../emulator";

/** One request in one line: when, who, what, the outcome, and the ids to look it up with. No values of users. */
export function requestLine(record: RequestRecord): string {
	const { time, accountId, action, httpStatus, code, instanceId, requestId } = record;
	const outcome = httpStatus === 0 ? "no answer" : [httpStatus, code].filter(Boolean).join(" ");
	const parts = [new Date(time).toISOString(), accountId ?? "unknown", action || "(no action)", outcome, instanceId];
	return `${parts
		.filter((part) => part !== undefined)
		.map(printable)
		.join("  ")}  ${requestId}`;
}

/** A client chooses these texts: none may break the line or steer the terminal. */
function printable(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
	return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?").slice(0, 200);
}
