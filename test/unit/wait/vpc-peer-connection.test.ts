import type { VpcPeerConnectionAttribute } from "../../../src/api/vpc-peer-connection-attribute";
import { ApiError } from "../../../src/errors/api-error";
import { UnexpectedStatusError, WaitTimeoutError } from "../../../src/errors/wait-error";
import { orNotFound } from "../../../src/wait/not-found";
import { waitForCreated, waitForDeleted, waitForSettled, waitForUpdated } from "../../../src/wait/vpc-peer-connection";
import { waitForAnswered } from "../../../src/wait/vpc-peer-connection-accepter";
import { errorOf, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

const ABSENT = "(absent)";

/** A connection that is seen in these statuses, the last one again and again. */
function connection(...statuses: string[]) {
	let looks = 0;
	return {
		get looks() {
			return looks;
		},
		wait: {
			instanceId: "pcc-1",
			deadline: performance.now() + 30_000,
			observe: async () => {
				const status = statuses[Math.min(looks, statuses.length - 1)] ?? ABSENT;
				looks += 1;
				return status === ABSENT ? undefined : attribute(status);
			},
		},
	};
}

function attribute(status: string): VpcPeerConnectionAttribute {
	return {
		instanceId: "pcc-1",
		status,
		vpcIpv4Cidrs: [],
		vpcIpv6Cidrs: [],
		acceptingVpcIpv4Cidrs: [],
		acceptingVpcIpv6Cidrs: [],
		tags: {},
	};
}

const dead = ["Rejected", "Expired", "Deleting", "Deleted"];

describe("Waiting for a new connection", () => {
	const enough = { acceptingIsEnough: true, foundBefore: true };
	const notEnough = { acceptingIsEnough: false, foundBefore: true };

	test("ends well with Activated", async () => {
		const { wait } = connection("Creating", "Updating", "Activated");
		expect((await resultOf(waitForCreated({ ...wait, ...enough }))).status).toBe("Activated");
	});

	test("stops, satisfied, at Accepting", async () => {
		const { wait } = connection("Creating", "Accepting");
		expect((await resultOf(waitForCreated({ ...wait, ...enough }))).status).toBe("Accepting");
	});

	test("goes on past Accepting when asked to", async () => {
		const { wait } = connection("Creating", "Accepting", "Updating", "Activated");
		expect((await resultOf(waitForCreated({ ...wait, ...notEnough }))).status).toBe("Activated");
	});

	test("that ends at Accepting without an acceptance says who has to accept, and how not to wait", async () => {
		const { wait } = connection("Accepting");
		const error = await errorOf(waitForCreated({ ...wait, ...notEnough }));
		expect(error).toBeInstanceOf(WaitTimeoutError);
		expect(error.message).toMatch(/still Accepting.*kept in the stack's state.*waitForActivated: false/);
	});

	test.each(dead)("ends with %s, said three times in a row, within a second", async (status) => {
		const seen = connection("Creating", status);
		const started = performance.now();
		const error = await errorOf(waitForCreated({ ...seen.wait, ...enough }));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(error.message).toContain(`it is ${status}`);
		expect(error.message).not.toContain("should not come here");
		expect(seen.looks).toBe(4);
		expect(performance.now() - started).toBeLessThan(1_200);
	});

	test.each(dead)("goes on after two answers that show %s", async (status) => {
		const { wait } = connection("Creating", status, status, "Creating", "Activated");
		// What comes after such a status is older than it, so it is not believed at once either.
		expect((await resultOf(waitForCreated({ ...wait, ...enough }))).status).toBe("Activated");
	});

	test("goes on in a status that no document knows, and never speaks of replacing", async () => {
		const error = await errorOf(waitForCreated({ ...connection("Melting").wait, ...enough }));
		expect(error).toBeInstanceOf(WaitTimeoutError);
		expect(error.message).toContain("does not know the status Melting");
		expect(error.message).not.toContain("replace");
	});

	test("does not take Accepting for an end where it had come further already", async () => {
		const { wait } = connection("Accepting", "Accepting", "Updating", "Activated");
		const found = await resultOf(waitForCreated({ ...wait, ...enough, known: "Activated" }));
		expect(found.status).toBe("Activated");
		const within = connection("Updating", "Accepting", "Accepting", "Activated");
		expect((await resultOf(waitForCreated({ ...within.wait, ...enough }))).status).toBe("Activated");
	});

	test("is patient with one that is not visible yet", async () => {
		const { wait } = connection(ABSENT, ABSENT, "Creating", "Activated");
		const found = await resultOf(waitForCreated({ ...wait, acceptingIsEnough: true, foundBefore: false }));
		expect(found.status).toBe("Activated");
	});

	test("ends when one that was visible is not found three times in a row, and not before", async () => {
		const seen = connection(ABSENT, "Creating", ABSENT, ABSENT, ABSENT, "Activated");
		const error = await errorOf(waitForCreated({ ...seen.wait, acceptingIsEnough: true, foundBefore: false }));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(error.message).toContain("the cloud does not find it any more");
		expect(seen.looks).toBe(5);
		const flapping = connection(ABSENT, ABSENT, "Creating", ABSENT, ABSENT, "Activated");
		expect((await resultOf(waitForCreated({ ...flapping.wait, ...enough }))).status).toBe("Activated");
	});

	test("that runs out of time says that nothing is lost, and how to wait longer", async () => {
		const { wait } = connection("Creating");
		const error = await errorOf(waitForCreated({ ...wait, ...enough }));
		expect(error.message).toMatch(/still Creating after 30 s.*kept in the stack's state.*timeouts\.create/);
	});
});

describe("Waiting for a change", () => {
	test("goes on until the change is visible, although the status is right", async () => {
		const { wait } = connection("Activated", "Updating", "Activated");
		let asked = 0;
		const isVisible = () => {
			asked += 1;
			return asked >= 4;
		};
		expect((await resultOf(waitForUpdated({ ...wait, isVisible }))).status).toBe("Activated");
		expect(asked).toBe(4);
	});

	test("ends well at Accepting, where nobody has accepted yet", async () => {
		const { wait } = connection("Accepting");
		expect((await resultOf(waitForUpdated({ ...wait, isVisible: () => true }))).status).toBe("Accepting");
	});

	test.each(dead)("ends with %s, said three times in a row", async (status) => {
		const seen = connection("Updating", status);
		const error = await errorOf(waitForUpdated({ ...seen.wait, isVisible: () => true }));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(seen.looks).toBe(4);
		const flapping = connection("Updating", status, status, "Updating", "Activated");
		expect((await resultOf(waitForUpdated({ ...flapping.wait, isVisible: () => true }))).status).toBe("Activated");
	});

	test("ends when the connection is not found three times in a row, and not before", async () => {
		const gone = connection("Updating", ABSENT);
		expect(await errorOf(waitForUpdated({ ...gone.wait, isVisible: () => true }))).toBeInstanceOf(
			UnexpectedStatusError,
		);
		expect(gone.looks).toBe(4);
		const flapping = connection("Updating", ABSENT, ABSENT, "Activated");
		expect((await resultOf(waitForUpdated({ ...flapping.wait, isVisible: () => true }))).status).toBe("Activated");
	});
});

describe("Waiting until a connection is settled", () => {
	test.each(["Activated", "Accepting", ...dead])("ends with %s, whatever it is", async (status) => {
		const { wait } = connection("Updating", status);
		expect((await resultOf(waitForSettled(wait)))?.status).toBe(status);
	});

	test("ends with nothing when the connection is gone", async () => {
		expect(await resultOf(waitForSettled(connection("Updating", ABSENT).wait))).toBeUndefined();
	});

	test.each([ABSENT, ...dead])("goes on after two answers that say %s", async (status) => {
		const { wait } = connection("Updating", status, status, "Updating", "Activated");
		expect((await resultOf(waitForSettled(wait)))?.status).toBe("Activated");
	});

	test("believes at once that it works, and only after a second that it is gone", async () => {
		const works = connection("Activated");
		await resultOf(waitForSettled(works.wait));
		expect(works.looks).toBe(1);
		const gone = connection(ABSENT);
		await resultOf(waitForSettled(gone.wait));
		expect(gone.looks).toBe(3);
	});
});

describe("Waiting for the effect of an answer", () => {
	const accepting = { goal: "Activated", operation: "create" } as const;

	test.each([ABSENT, ...dead])("goes on after two answers that say %s, and ends after three", async (status) => {
		const flapping = connection("Accepting", status, status, "Updating", "Activated");
		expect((await resultOf(waitForAnswered({ ...flapping.wait, ...accepting }))).status).toBe("Activated");
		const lasting = connection("Accepting", status);
		const error = await errorOf(waitForAnswered({ ...lasting.wait, ...accepting }));
		expect(error).toBeInstanceOf(UnexpectedStatusError);
		expect(error.message).toContain("`pulumi up --refresh` where it is declared");
		expect(lasting.looks).toBe(4);
	});

	test("ends with Rejected where that is what was asked for", async () => {
		const { wait } = connection("Accepting", "Rejected");
		const found = await resultOf(waitForAnswered({ ...wait, goal: "Rejected", operation: "create" }));
		expect(found.status).toBe("Rejected");
	});
});

describe("Waiting until a connection is gone", () => {
	test.each(["Deleted", ABSENT])("ends with %s", async (status) => {
		const seen = connection("Activated", "Deleting", "Deleting", status);
		await resultOf(waitForDeleted(seen.wait));
		expect(seen.looks).toBe(4);
	});

	test.each(["Creating", "Accepting", "Updating", "Activated", "Rejected", "Expired"])(
		"looks past an old answer that still says %s",
		async (status) => {
			const seen = connection(status, ABSENT);
			await resultOf(waitForDeleted(seen.wait));
			expect(seen.looks).toBe(2);
		},
	);

	test("that runs out of time says how to wait longer", async () => {
		const error = await errorOf(waitForDeleted(connection("Deleting").wait));
		expect(error).toBeInstanceOf(WaitTimeoutError);
		expect(error.message).toContain("timeouts.delete");
	});
});

describe("Not found", () => {
	function refusal(code: string): ApiError {
		return new ApiError({ action: "Get", code, detail: "", retry: "none" });
	}

	test.each(["ResourceNotFound.InstanceId", "ResourceNotFound.VpcPeer"])("as %s is a value", async (code) => {
		await expect(orNotFound(Promise.reject(refusal(code)))).resolves.toBeUndefined();
	});

	test.each([refusal("Forbidden.RAM"), new Error("ResourceNotFound.InstanceId")])(
		"is not what %s says",
		async (error) => {
			await expect(orNotFound(Promise.reject(error))).rejects.toBe(error);
		},
	);

	test("leaves an answer alone", async () => {
		await expect(orNotFound(Promise.resolve(5))).resolves.toBe(5);
	});
});
