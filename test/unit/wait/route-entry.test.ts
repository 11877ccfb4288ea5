import { systemClock } from "../../../src/api/clock";
import type { VpcPeerConnectionAttribute } from "../../../src/api/vpc-peer-connection-attribute";
import type { RouteEntry } from "../../../src/api/vpc-routes";
import { UnexpectedStatusError, WaitTimeoutError } from "../../../src/errors/wait-error";
import { waitForAvailable, waitForEntryGone, waitForRoutable } from "../../../src/wait/route-entry";
import { errorOf, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

const absent = undefined;

/** Something that is seen in these statuses, the last one again and again. */
function seenIn<T extends { readonly status: string }>(...statuses: (string | undefined)[]) {
	let looks = 0;
	return {
		get looks() {
			return looks;
		},
		wait: () => ({
			started: performance.now(),
			deadline: performance.now() + 30_000,
			clock: systemClock,
			onPending: () => undefined,
			observe: async () => {
				const status = statuses[Math.min(looks, statuses.length - 1)];
				looks += 1;
				return status === undefined ? undefined : ({ status } as unknown as T);
			},
		}),
	};
}

const entry = (...statuses: (string | undefined)[]) => {
	const seen = seenIn<RouteEntry>(...statuses);
	return { seen, wait: { ...seen.wait(), subject: "rte-1 in vtb-1" } };
};

const connection = (...statuses: (string | undefined)[]) => {
	const seen = seenIn<VpcPeerConnectionAttribute>(...statuses);
	return { seen, wait: { ...seen.wait(), instanceId: "pcc-1", known: undefined } };
};

describe("Waiting for an entry", () => {
	test("is patient with one that was just made and is not listed yet", async () => {
		const { wait } = entry(absent, absent, absent, absent, "Pending", "Available");
		expect((await resultOf(waitForAvailable(wait))).status).toBe("Available");
	});

	test.each([
		["vanishes from two lists", absent],
		["is shown as being deleted twice", "Deleting"],
	])("goes on when it %s", async (_words, status) => {
		const { wait } = entry("Pending", status, status, "Pending", "Available");
		expect((await resultOf(waitForAvailable(wait))).status).toBe("Available");
	});

	test.each([absent, "Deleting"])("ends when three lists in a row say: %s", async (status) => {
		const { seen, wait } = entry("Pending", status);
		const error = await errorOf(waitForAvailable(wait));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(error.message).toContain("Run `pulumi up` again: it makes the route anew.");
		expect(seen.looks).toBe(4);
	});

	test("ends as soon with one that was there before and is not listed at all", async () => {
		const { seen, wait } = entry(absent);
		expect(await errorOf(waitForAvailable({ ...wait, foundBefore: true }))).toBeInstanceOf(UnexpectedStatusError);
		expect(seen.looks).toBe(3);
		expect(await errorOf(waitForAvailable(entry(absent).wait))).toBeInstanceOf(WaitTimeoutError);
	});
});

describe("Waiting for the end of an entry", () => {
	test("believes a list that has it no more, where only the next change waits for that", async () => {
		const { seen, wait } = entry("Deleting", absent);
		await resultOf(waitForEntryGone({ ...wait, surely: false }));
		expect(seen.looks).toBe(2);
	});

	test("believes only three lists in a row where it has to be sure", async () => {
		const { seen, wait } = entry("Deleting", absent, absent, "Deleting", absent);
		await resultOf(waitForEntryGone({ ...wait, surely: true }));
		expect(seen.looks).toBe(7);
	});
});

describe("Waiting until routes can lead to a connection", () => {
	const dead = ["Rejected", "Expired", "Deleting", "Deleted"];

	test("takes Activated at once", async () => {
		const { seen, wait } = connection("Activated");
		expect((await resultOf(waitForRoutable(wait))).status).toBe("Activated");
		expect(seen.looks).toBe(1);
	});

	test.each([absent, ...dead])("goes on after two answers that say: %s", async (status) => {
		const { wait } = connection(status, status, "Updating", "Activated");
		expect((await resultOf(waitForRoutable(wait))).status).toBe("Activated");
	});

	test.each([absent, ...dead])("ends when three answers in a row say so, and names the way on: %s", async (status) => {
		const { seen, wait } = connection("Updating", status);
		const error = await errorOf(waitForRoutable(wait));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(error.message).toMatch(
			/Run `pulumi up --refresh` where the connection is declared: it makes a new one\. Or give the id of a connection that works, and credentials of one of its two accounts\.$/,
		);
		expect(seen.looks).toBe(4);
	});

	test("does not take a connection that was seen to go for one that works, by one old answer", async () => {
		const { wait } = connection("Deleting", "Activated", "Deleting");
		expect(await errorOf(waitForRoutable(wait))).toBeInstanceOf(UnexpectedStatusError);
	});
});
