import { systemClock } from "../../../src/api/clock";
import {
	belief,
	believe,
	Doubt,
	furthest,
	isBehind,
	pausesToBelieve,
	pausesToBelieveUnseen,
	pausesToConfirm,
} from "../../../src/wait/belief";
import { errorOf, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

/** A cloud that gives these answers, the last one again and again; absent is undefined. */
function cloud(...answers: (string | undefined)[]) {
	const moments: number[] = [];
	const started = performance.now();
	return {
		moments,
		look: async () => {
			moments.push(performance.now() - started);
			return answers[Math.min(moments.length, answers.length) - 1];
		},
	};
}

const isAbsent = (seen: string | undefined) => seen === undefined;

describe("Looking until an answer can be believed", () => {
	test("takes what is not surprising at once", async () => {
		const { look, moments } = cloud("there");
		expect(await resultOf(believe(look, isAbsent, systemClock))).toBe("there");
		expect(moments).toEqual([0]);
	});

	const there = ["there", "there", "there"];
	test.each([[[undefined, ...there]], [[undefined, undefined, ...there]]])(
		"does not believe a surprise that does not last: %j",
		async (answers) => {
			const { look, moments } = cloud(...answers);
			expect(await resultOf(believe(look, isAbsent, systemClock))).toBe("there");
			expect(moments).toHaveLength(answers.length);
		},
	);

	test("does not take what contradicts a surprise for the truth before it is said as often", async () => {
		const { look, moments } = cloud(undefined, "there", "there", undefined);
		expect(await resultOf(believe(look, isAbsent, systemClock))).toBeUndefined();
		expect(moments).toHaveLength(6);
		const doubted = cloud("there", undefined);
		const looking = believe(doubted.look, isAbsent, systemClock, pausesToBelieve, true);
		expect(await resultOf(looking)).toBeUndefined();
	});

	test("believes one that is said three times, over a second", async () => {
		const { look, moments } = cloud(undefined);
		expect(await resultOf(believe(look, isAbsent, systemClock))).toBeUndefined();
		expect(moments).toEqual([0, 250, 1_000]);
		expect(moments).toHaveLength(belief.answers);
	});

	test("believes of several surprises the one that is said three times in a row", async () => {
		const { look, moments } = cloud("Deleting", undefined, undefined, "Deleting", "Deleting", "Deleting", undefined);
		const surpriseIn = (seen: string | undefined) => seen ?? "absent";
		expect(await resultOf(believe(look, surpriseIn, systemClock))).toBe("Deleting");
		expect(moments).toHaveLength(6);
	});

	test("takes the last of many answers that contradict one another", async () => {
		const answers = Array.from({ length: 20 }, (_, index) => String(index));
		const { look, moments } = cloud(...answers);
		expect(await resultOf(believe(look, (seen) => seen, systemClock))).toBe("11");
		expect(moments).toHaveLength(belief.mostLooks);
	});

	test("goes on where the first look was made elsewhere", async () => {
		const { look, moments } = cloud(undefined);
		await resultOf(believe(look, isAbsent, systemClock, pausesToConfirm));
		expect(moments).toEqual([250, 1_000]);
	});

	test("is more patient with what nobody here has seen", async () => {
		const { look, moments } = cloud(undefined);
		await resultOf(believe(look, isAbsent, systemClock, pausesToBelieveUnseen));
		expect(moments).toEqual([0, 250, 1_000, 3_000]);
	});

	test("lets a failure through", async () => {
		const refused = async () => {
			throw new Error("refused");
		};
		expect((await errorOf(believe(refused, () => true, systemClock))).message).toBe("refused");
	});
});

test("There is a pause before each look but the first, and they are as many as the answers", () => {
	expect(belief.pausesMs).toHaveLength(belief.answers - 1);
	expect(pausesToBelieve).toHaveLength(belief.answers);
});

describe("The doubt of a wait", () => {
	test("ends with the third answer of a row", () => {
		const doubt = new Doubt();
		expect([1, 2, 3].map((now) => doubt.isBelieved("failed", now))).toEqual([false, false, true]);
		expect(doubt.since).toBe(1);
	});

	test("begins anew after an answer that was expected, and with another verdict", () => {
		const doubt = new Doubt();
		doubt.isBelieved("failed", 1);
		doubt.isBelieved("failed", 2);
		doubt.end();
		expect(doubt.isBelieved("failed", 3)).toBe(false);
		expect(doubt.isBelieved("NotFound", 4)).toBe(false);
		expect(doubt.since).toBe(4);
		expect(doubt.isBelieved("NotFound", 5)).toBe(false);
		expect(doubt.isBelieved("NotFound", 6)).toBe(true);
	});

	test("plans the pause before the next look, and none where there is nothing to doubt", () => {
		const doubt = new Doubt();
		expect(doubt.pauseMs).toBeUndefined();
		doubt.isBelieved("failed", 1);
		expect(doubt.pauseMs).toBe(belief.pausesMs[0]);
		doubt.isBelieved("failed", 2);
		expect(doubt.pauseMs).toBe(belief.pausesMs[1]);
		doubt.end();
		expect(doubt.pauseMs).toBeUndefined();
	});
});

describe("How far a connection has come", () => {
	test.each([
		["Accepting", "Activated", true],
		["Creating", "Accepting", true],
		["Activated", "Deleting", true],
		["Activated", "Rejected", true],
		["Activated", "Updating", false],
		["Updating", "Activated", false],
		["Deleting", "Activated", false],
		["Activated", "Activated", false],
		["Activated", undefined, false],
		[undefined, "Activated", false],
		["Melting", "Activated", false],
		["Activated", "Melting", false],
	])("%s after %s: out of date? %s", (status, before, expected) => {
		expect(isBehind(status, before)).toBe(expected);
	});

	test.each([
		["Accepting", "Activated", "Activated"],
		["Activated", "Accepting", "Activated"],
		["Updating", "Activated", "Updating"],
		[undefined, "Activated", "Activated"],
		["Activated", undefined, "Activated"],
		["Melting", "Activated", "Activated"],
		["Melting", undefined, undefined],
	])("of %s and %s the further one is %s", (one, other, expected) => {
		expect(furthest(one, other)).toBe(expected);
	});
});
