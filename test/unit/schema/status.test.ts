import { isDead, statuses, statusesOfKind } from "../../../src/schema/status";

test("The statuses are the eight of the documents, each of the kind that their state machine gives it", () => {
	expect(Object.fromEntries(Object.entries(statuses).map(([status, { kind }]) => [status, kind]))).toEqual({
		Creating: "moving",
		Updating: "moving",
		Accepting: "waiting",
		Activated: "steady",
		Rejected: "dead",
		Expired: "dead",
		Deleting: "dead",
		Deleted: "dead",
	});
});

test.each(["Rejected", "Expired", "Deleting", "Deleted"])("%s has no way back", (status) => {
	expect(isDead(status)).toBe(true);
});

test.each(["Creating", "Accepting", "Updating", "Activated", "DryRunPassed", "", "toString", undefined])(
	"%s is not a dead status",
	(status) => {
		expect(isDead(status)).toBe(false);
	},
);

test("The statuses of a kind are those of the table", () => {
	expect(statusesOfKind("moving")).toEqual(["Creating", "Updating"]);
	expect(statusesOfKind("waiting")).toEqual(["Accepting"]);
});
