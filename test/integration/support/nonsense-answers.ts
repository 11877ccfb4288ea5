import { type RawAnswer, withBody } from "./hostile-cloud";

export type Change = (answer: RawAnswer) => RawAnswer;

/** The same answer with another text for a body. */
export function replaced(body: string, more: Partial<RawAnswer> = {}): Change {
	return (answer) => ({ ...answer, ...more, body });
}

const html = "<html><body>Welcome</body></html>";

/** The answer with each value of it, however deep, put through a function. */
function everywhere(change: (value: unknown, name: string) => unknown): Change {
	const changed = (value: unknown, name: string): unknown => {
		if (Array.isArray(value)) {
			return change(
				value.map((one) => changed(one, name)),
				name,
			);
		}
		if (typeof value !== "object" || value === null) {
			return change(value, name);
		}
		const members = Object.entries(value).map(([key, member]) => [key, changed(member, key)]);
		return change(Object.fromEntries(members), name);
	};
	return (answer) => withBody(answer, (parsed) => changed(parsed, ""));
}

/** Answers that are of no use, whatever was asked for. */
export const uselessAnswers: Readonly<Record<string, Change>> = {
	"no facts at all": replaced('{"RequestId":"r-1"}'),
	null: replaced("null"),
	"a list": replaced("[]"),
	"a text": replaced('"Activated"'),
	nothing: replaced(""),
	"half an answer": (answer) => ({ ...answer, body: String(answer.body).slice(0, 40) }),
	"200,000 brackets": replaced("[".repeat(200_000)),
	"a page of a portal": replaced(html, { headers: { "content-type": "text/html" } }),
	"a page that is not found": replaced(html, { status: 404, headers: { "content-type": "text/html" } }),
	"a redirect": replaced("", { status: 302, headers: { location: "https://login.example.com/?token=abc" } }),
};

/** Answers of the right form with wrong values in it. */
export const wrongValues: Readonly<Record<string, Change>> = {
	"null for every text": everywhere((value) => (typeof value === "string" ? null : value)),
	// An account id that is a number may be one: nothing tells.
	"numbers for texts": everywhere((value, name) => (typeof value === "string" && name !== "AccountId" ? 7 : value)),
	"texts for numbers and switches": everywhere((value) =>
		typeof value === "number" || typeof value === "boolean" ? "x\u001b[2J" : value,
	),
	"null for lists": everywhere((value) => (Array.isArray(value) ? null : value)),
	"texts for lists": everywhere((value) => (Array.isArray(value) ? "none" : value)),
	"lists of nothing": everywhere((value) => (Array.isArray(value) ? [null, 1, "x", [], {}] : value)),
	"escape sequences in every text": everywhere((value, name) =>
		typeof value === "string" && name !== "NextToken" ? `${value}\u001b]0;owned\u0007\nerror: forged` : value,
	),
	"texts without end": everywhere((value) => (typeof value === "string" ? value + "x".repeat(20_000) : value)),
	"a refusal in escape sequences": replaced(
		JSON.stringify({
			Code: "\u001b[31mIllegal\nParam",
			Message: "bad\u001b[2J\nerror: forged emulator-secret-1 emulator%2Dsecret%2D1 \u202e",
			RequestId: "r\nemulator-secret-1",
		}),
		{ status: 400 },
	),
};
