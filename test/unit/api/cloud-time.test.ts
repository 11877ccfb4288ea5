import { CloudTime } from "../../../src/api/cloud-time";

const clock = { ms: 5_000, now: () => clock.ms, sleep: async () => {} };

it("goes by the date of the latest answer, and on from there", () => {
	const time = new CloudTime(clock);
	time.note("Thu, 26 Nov 2026 10:00:00 GMT");
	clock.ms += 90_000;
	expect(time.since("2026-11-26T09:00:00Z")).toBe(3_690_000);
	time.note("Thu, 26 Nov 2026 12:00:00 GMT");
	expect(time.since("2026-11-26T09:00:00Z")).toBe(3 * 3_600_000);
});

it.each([undefined, "", "yesterday"])("takes no notice of the date %j", (date) => {
	const time = new CloudTime(clock);
	time.note("Thu, 26 Nov 2026 10:00:00 GMT");
	time.note(date);
	expect(time.since("2026-11-26T10:00:00Z")).toBe(0);
});

it("is this machine's time before the first answer", () => {
	const before = Date.now();
	expect(new CloudTime(clock).now()).toBeGreaterThanOrEqual(before);
});

it.each([undefined, "", "once upon a time"])("knows no age of a thing made at %j", (made) => {
	expect(new CloudTime(clock).since(made)).toBeUndefined();
});
