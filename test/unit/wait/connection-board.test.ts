import type { CallLimits } from "../../../src/api/call-limits";
import type { ApiClient, ApiRequest } from "../../../src/api/client";
import { ApiError } from "../../../src/errors/api-error";
import { ConnectionBoard } from "../../../src/wait/connection-board";
import { sharing } from "../../../src/wait/sharing";
import { waitForCreated } from "../../../src/wait/vpc-peer-connection";
import { outcomeOf, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

const region = "cn-hangzhou";
const latency = 100;

const allowances = {
	ListVpcPeerConnections: { perWindow: 180, left: 100, nextInMs: 60_000 },
	GetVpcPeerConnectionAttribute: { perWindow: 180, left: 180, nextInMs: 60_000 },
};

/** A cloud that answers with what holds when a request arrives, and takes its time to say so. */
function cloud(ids: readonly string[]) {
	const statuses = new Map(ids.map((id) => [id, "Creating"]));
	const requests: string[] = [];
	let refusal: ApiError | undefined;
	let hangs = false;
	let hidden: string | undefined;
	async function call({ action, body = {} }: ApiRequest, { deadline }: CallLimits): Promise<Record<string, unknown>> {
		requests.push(action === "ListVpcPeerConnections" ? "List" : `Get ${body["InstanceId"]}`);
		if (action === "ListVpcPeerConnections" && hangs) {
			await new Promise((resolve) => setTimeout(resolve, deadline - performance.now()));
			throw new ApiError({ action, code: "ETIMEDOUT", detail: "no answer", retry: "server" });
		}
		// Each answer can be told from all others.
		const Name = `answer-${requests.length}`;
		const all = [...statuses].map(([InstanceId, Status]) => ({ InstanceId, Status, Name }));
		const refused = action === "ListVpcPeerConnections" ? refusal : undefined;
		await new Promise((resolve) => setTimeout(resolve, latency));
		if (refused !== undefined) {
			throw refused;
		}
		if (action === "ListVpcPeerConnections") {
			const listed = all.filter(({ InstanceId }) => InstanceId !== hidden);
			return { TotalCount: listed.length, VpcPeerConnects: listed };
		}
		const found = all.find(({ InstanceId }) => InstanceId === body["InstanceId"]);
		if (found === undefined) {
			throw new ApiError({ action, code: "ResourceNotFound.InstanceId", detail: "", retry: "none" });
		}
		return found;
	}
	const allowance = (action: keyof typeof allowances) => allowances[action];
	const client = {
		call: async (request: ApiRequest, limits: CallLimits, read: (answer: unknown) => unknown) =>
			read(await call(request, limits)),
		allowance,
	} as unknown as ApiClient;
	return {
		board: new ConnectionBoard({ client: () => client }),
		requests,
		statuses,
		hideFromLists: (instanceId: string | undefined) => {
			hidden = instanceId;
		},
		hangLists: () => {
			hangs = true;
		},
		refuseLists: (error: ApiError | undefined) => {
			refusal = error;
		},
	};
}

function limits(ms = 600_000) {
	return { deadline: performance.now() + ms };
}

const ids = ["pcc-1", "pcc-2", "pcc-3", "pcc-4"];

test("A look of one alone is one Get, at once", async () => {
	const { board, requests } = cloud(ids);
	const started = performance.now();
	expect((await resultOf(board.look("pcc-1", region, limits())))?.status).toBe("Creating");
	expect(requests).toEqual(["Get pcc-1"]);
	expect(performance.now() - started).toBe(latency);
});

test("Looks of several that come together, while as many are watched, are one list", async () => {
	const { board, requests } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const seen = await resultOf(Promise.all(watches.map((watch) => watch.look(limits()))));
	expect(seen.map((one) => one?.instanceId)).toEqual(ids);
	expect(requests).toEqual(["List"]);
});

test("A look is never answered by a list that was asked for before it", async () => {
	const { board, requests, statuses } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const first = Promise.all(watches.slice(0, 3).map((watch) => watch.look(limits())));
	await jest.advanceTimersByTimeAsync(latency / 2);
	expect(requests).toEqual(["List"]);
	statuses.set("pcc-4", "Activated");
	const late = watches[3]?.look(limits());
	expect((await resultOf(first)).map((one) => one?.status)).toEqual(["Creating", "Creating", "Creating"]);
	expect((await late)?.status).toBe("Activated");
	expect(requests).toHaveLength(2);
});

test("A pause that ends while a list is under way is ended by what the list says, not by one more list", async () => {
	const { board, requests } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const pause = 100;
	const waits = watches.map(async (watch, index) => {
		// Each ends a little later than the one before: after the window in which looks are put together.
		await watch.pause(pause + index * (sharing.window + latency / 2));
		return watch.look(limits());
	});
	const seen = await resultOf(Promise.all(waits));
	expect(seen.map((one) => one?.instanceId)).toEqual(ids);
	expect(requests).toEqual(["List"]);
});

test("Who has less time than the list that is under way may take does not wait for it", async () => {
	const { board, requests } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const waits = watches.map(async (watch, index) => {
		await watch.pause(100 + index * (sharing.window + latency / 2));
		return watch.look(limits(index === 1 ? 2_500 : undefined));
	});
	await resultOf(Promise.all(waits));
	expect(requests).toEqual(["List", "List"]);
});

test("A list that does not come leaves the time to ask by the id", async () => {
	const { board, requests, hangLists } = cloud(ids);
	hangLists();
	const watches = ids.map((id) => board.watch(id, region));
	const deadline = 4_000;
	const started = performance.now();
	const seen = await resultOf(Promise.all(watches.map((watch) => watch.look(limits(deadline)))));
	expect(seen.map((one) => one?.instanceId)).toEqual(ids);
	expect(performance.now() - started).toBeLessThan(deadline);
	expect(requests).toEqual(["List", ...ids.map((id) => `Get ${id}`)]);
});

test("A list wakes all that wait in its region, and costs them no request of their own", async () => {
	const { board, requests, statuses } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const started = performance.now();
	let woken: number | undefined;
	const sleeper = watches[0]?.pause(60_000).then(() => {
		woken = performance.now() - started;
	});
	statuses.set("pcc-1", "Activated");
	const others = Promise.all(watches.slice(1).map((watch) => watch.look(limits())));
	await jest.advanceTimersByTimeAsync(1_000);
	await others;
	await sleeper;
	expect(woken).toBeLessThan(200);
	expect((await watches[0]?.look(limits()))?.status).toBe("Activated");
	expect(requests).toEqual(["List"]);
});

test("Looks that begin at the same moment are two Gets and one list, though nobody watches", async () => {
	const many = [...ids, "pcc-5", "pcc-6"];
	const { board, requests } = cloud(many);
	await resultOf(Promise.all(many.map((id) => board.look(id, region, limits()))));
	expect(requests).toEqual(["Get pcc-1", "Get pcc-2", "List"]);
});

test("What may still be asked is of the list while it serves several, and of a Get for one alone", async () => {
	const { board } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	expect(watches[0]?.allowance()).toBe(allowances.ListVpcPeerConnections);
	for (const watch of watches.slice(1)) {
		watch.end();
	}
	expect(watches[0]?.allowance()).toBe(allowances.GetVpcPeerConnectionAttribute);
});

test("Who has hardly any time left asks alone", async () => {
	const { board, requests } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	await resultOf(Promise.all(watches.map((watch) => watch.look(limits(1_000)))));
	expect(requests).toEqual(ids.map((id) => `Get ${id}`));
});

test("What the list does not have is asked for by its id, and then is or is not there", async () => {
	const { board, requests, statuses } = cloud(ids);
	const watches = [...ids, "pcc-gone"].map((id) => board.watch(id, region));
	const seen = await resultOf(Promise.all(watches.map((watch) => watch.look(limits()))));
	expect(seen.at(-1)).toBeUndefined();
	expect(requests).toEqual(["List", "Get pcc-gone"]);
	expect(statuses.has("pcc-gone")).toBe(false);
});

test("A connection that three lists in a row lack, and a Get finds, is looked for in lists no more", async () => {
	const { board, requests, hideFromLists } = cloud([...ids, "pcc-hidden"]);
	hideFromLists("pcc-hidden");
	const watches = [...ids, "pcc-hidden"].map((id) => board.watch(id, region));
	const lookAll = () => resultOf(Promise.all(watches.map((watch) => watch.look(limits()))));
	const missed = ["List", "Get pcc-hidden"];
	for (let times = 1; times <= 3; times += 1) {
		expect((await lookAll()).at(-1)?.instanceId).toBe("pcc-hidden");
	}
	expect(requests).toEqual([...missed, ...missed, ...missed]);
	await lookAll();
	expect(requests.slice(6)).toEqual(["Get pcc-hidden", "List"]);
});

test("One list that lacks a connection does not keep it from the next", async () => {
	const { board, requests, hideFromLists } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const lookAll = () => resultOf(Promise.all(watches.map((watch) => watch.look(limits()))));
	for (const hidden of [...ids.slice(0, 2), undefined, "pcc-1", undefined]) {
		hideFromLists(hidden);
		await lookAll();
	}
	expect(requests).toEqual(["List", "Get pcc-1", "List", "Get pcc-2", "List", "List", "Get pcc-1", "List"]);
});

test("A list that fails once is tried again at the next occasion, one that is refused is not", async () => {
	const { board, requests, refuseLists } = cloud(ids);
	const watches = ids.map((id) => board.watch(id, region));
	const lookAll = () => resultOf(Promise.all(watches.map((watch) => watch.look(limits()))));
	const gets = ids.map((id) => `Get ${id}`);
	refuseLists(new ApiError({ action: "List", code: "InternalError", detail: "", retry: "server" }));
	expect((await lookAll()).map((one) => one?.instanceId)).toEqual(ids);
	refuseLists(new ApiError({ action: "List", code: "Forbidden.RAM", detail: "", retry: "none" }));
	expect((await lookAll()).map((one) => one?.instanceId)).toEqual(ids);
	refuseLists(undefined);
	await lookAll();
	expect(requests).toEqual(["List", ...gets, "List", ...gets, ...gets]);
});

test("A refresh is served by a list of the last minute, not by an older one and not by one before a write", async () => {
	const { board, requests } = cloud(ids);
	const readAll = () => resultOf(Promise.all(ids.map((id) => board.lookRecent(id, region, limits()))));
	await readAll();
	await readAll();
	expect(requests).toEqual(["List"]);
	board.wrote();
	await readAll();
	expect(requests).toEqual(["List", "List"]);
	await jest.advanceTimersByTimeAsync(61_000);
	await readAll();
	expect(requests).toEqual(["List", "List", "List"]);
});

test("A list that a write overtook serves those who asked for it, and no refresh after it", async () => {
	const { board, requests } = cloud(ids);
	const reads = Promise.all(ids.map((id) => board.lookRecent(id, region, limits())));
	await jest.advanceTimersByTimeAsync(latency / 2);
	board.wrote();
	await resultOf(reads);
	await resultOf(board.lookRecent("pcc-1", region, limits()));
	expect(requests).toEqual(["List", "Get pcc-1"]);
});

test("Where the region is not known, each asks alone", async () => {
	const { board, requests } = cloud(ids);
	await resultOf(Promise.all(ids.map((id) => board.lookRecent(id, undefined, limits()))));
	expect(requests).toEqual(ids.map((id) => `Get ${id}`));
});

test("What is believed because it was said three times was said by three answers, however many look at once", async () => {
	const { board, statuses } = cloud(ids);
	for (const id of ids) {
		statuses.set(id, "Rejected");
	}
	const answers = new Map<string, (string | undefined)[]>();
	const waits = [...ids, ...ids].map((instanceId, index) =>
		waitForCreated({
			instanceId,
			deadline: performance.now() + 60_000,
			acceptingIsEnough: true,
			foundBefore: true,
			...watchedBy(board, instanceId, (name) => {
				const wait = `${instanceId} ${index}`;
				answers.set(wait, [...(answers.get(wait) ?? []), name]);
			}),
		}),
	);
	await outcomeOf(Promise.allSettled(waits));
	expect(answers.size).toBe(2 * ids.length);
	for (const names of answers.values()) {
		expect(names).toHaveLength(3);
		expect(new Set(names).size).toBe(3);
	}
});

/** A watch as a session has it; `told` gets what names each answer. */
function watchedBy(board: ConnectionBoard, instanceId: string, told: (name: string | undefined) => void) {
	const watch = board.watch(instanceId, region);
	return {
		watch: () => watch,
		observe: async () => {
			const seen = await watch.look(limits());
			told(seen?.name);
			return seen;
		},
	};
}
