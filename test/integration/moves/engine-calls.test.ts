import type { KindHandlers } from "../../../src/provider/kind-handlers";
import { unknownValue } from "../../../src/schema/unknown";
import type { Bag } from "../support/small-engine";
import { type RunOptions, StackEngine } from "../support/stack-engine";
import type { StackProcess } from "../support/stack-process";
import { type Declared, type DeclaredOptions, output, type StackProgram, urnOf } from "../support/stack-program";

/*
 * The small engine's calls are the real engine's: each row was measured with engine 3.259.0 and a dynamic provider that wrote
 * down its calls. `a` says what it depends on by `key`, `b` takes `a`'s output, and a change of either replaces them.
 */

const a = (key: number, options: DeclaredOptions = {}, args: Bag = {}): Declared => ({
	kind: "VpcPeerConnection",
	name: "a",
	args: { key, ...args },
	options,
});
const b = (of = "a", options: DeclaredOptions = {}): Declared => ({
	kind: "VpcPeerRoute",
	name: "b",
	args: { dep: output(of) },
	options,
});
const named = (declared: Declared, name: string, options: DeclaredOptions = {}): Declared => ({
	...declared,
	name,
	options,
});
const apart = (name: string, options: DeclaredOptions = {}): Declared => ({
	kind: "CdtActivation",
	name,
	args: {},
	options,
});

/** A provider that writes down its calls. What it makes has an id by its name and a number. */
class Recorder implements StackProcess {
	readonly calls: string[] = [];
	readonly said = [];
	failing: string | undefined;
	private made = 0;

	get handlers(): StackProcess["handlers"] {
		const handlers: KindHandlers = {
			check: async (olds, news) => {
				this.note(`check ${Object.keys(olds).length === 0 ? "new" : "old"}`, news);
				return { inputs: news };
			},
			diff: async (id, olds, news) => {
				this.note(`diff ${id}`, news);
				const replaces = ["key", "dep"].filter((name) => olds[name] !== news[name]);
				return {
					changes: replaces.length > 0 || olds["value"] !== news["value"],
					replaces,
					deleteBeforeReplace: news["deleteFirst"] === true,
				};
			},
			create: async (inputs) => {
				this.note("create", inputs);
				this.made += 1;
				return {
					id: `${nameOf(inputs)}${this.made}`,
					outs: { ...inputs, instanceId: `${nameOf(inputs)}${this.made}` },
				};
			},
			read: async (id, props) => {
				this.note(`read ${id}`, {});
				return { id, props };
			},
			update: async (id, _olds, news) => {
				this.note(`update ${id}`, {});
				return { outs: { ...news, instanceId: id } };
			},
			delete: async (id) => this.note(`delete ${id}`, {}),
		};
		return {
			VpcPeerConnection: handlers,
			VpcPeerConnectionAccepter: handlers,
			VpcPeerRoute: handlers,
			VpcPeerRoutes: handlers,
			CdtActivation: handlers,
		};
	}

	kill(): void {}

	private note(call: string, inputs: Bag): void {
		const unknown = Object.values(inputs).includes(unknownValue) ? " of the unknown" : "";
		const line = `${call}${/^(check|create)/.test(call) ? ` ${nameOf(inputs)}` : ""}${unknown}`;
		this.calls.push(line);
		if (this.failing === line) {
			this.failing = undefined;
			throw new Error("told to fail");
		}
	}
}

function nameOf(inputs: Bag): string {
	return String(inputs["__identity"]).split("::").at(-1) ?? "";
}

/** The calls of a run that follows others. */
async function callsOf(
	before: readonly StackProgram[],
	program: StackProgram | "destroy",
	options: RunOptions & { taint?: Declared; failing?: string; failBefore?: string } = {},
): Promise<string> {
	const engine = new StackEngine();
	const recorder = new Recorder();
	for (const one of before) {
		recorder.failing = one === before.at(-1) ? options.failBefore : undefined;
		await engine.up(recorder, one).catch(() => undefined);
	}
	if (options.taint !== undefined) {
		engine.taint(urnOf("dev", options.taint));
	}
	recorder.calls.length = 0;
	recorder.failing = options.failing;
	await (program === "destroy" ? engine.destroy(recorder, options) : engine.up(recorder, program, options)).catch(
		() => undefined,
	);
	return recorder.calls.join(", ");
}

const first = [a(1), b()];
const deleteFirst = { deleteFirst: true };

test.each<[string, () => Promise<string>, string]>([
	["a first up", () => callsOf([], first), "check new a, create a, check new b, create b"],
	["a plain up", () => callsOf([first], first), "check old a, diff a1, check old b, diff b2"],
	[
		"--replace",
		() => callsOf([first], first, { replace: ["a"] }),
		"check new a, create a, check old b, diff b2, check new b, create b, delete b2, delete a1",
	],
	[
		"a taint",
		() => callsOf([first], first, { taint: a(1) }),
		"check new a, create a, check old b, diff b2, check new b, create b, delete b2, delete a1",
	],
	[
		"a changed replacementTrigger",
		() => callsOf([[a(1, { replacementTrigger: "1" })]], [a(1, { replacementTrigger: "2" })]),
		"check old a, check new a, create a, delete a1",
	],
	[
		"a change that replaces",
		() => callsOf([first], [a(2), b()]),
		"check old a, diff a1, check new a, create a, check old b, diff b2, check new b, create b, delete b2, delete a1",
	],
	[
		"a change that replaces, deleted first",
		() => callsOf([first], [a(2, {}, deleteFirst), b()]),
		"check old a, diff a1, check new a, diff b2 of the unknown, delete b2, delete a1, create a, check new b, create b",
	],
	[
		"--replace with the option deleteBeforeReplace",
		() => callsOf([first], [a(1, { deleteBeforeReplace: true }), b()], { replace: ["a"] }),
		"check new a, diff b2 of the unknown, delete b2, delete a1, create a, check new b, create b",
	],
	[
		"replaceWith",
		() => callsOf([[a(1), apart("c", { replaceWith: ["a"] })]], [a(2), apart("c", { replaceWith: ["a"] })]),
		"check old a, diff a1, check new a, create a, check old c, check new c, create c, delete c2, delete a1",
	],
	["another name", () => callsOf([[a(1)]], [named(a(1), "x")]), "check new x, create x, delete a1"],
	["an alias", () => callsOf([[a(1)]], [named(a(1), "x", { aliases: [{ name: "a" }] })]), "check old x, diff a1"],
	[
		"an alias and a change that replaces",
		() => callsOf([[a(1)]], [named(a(2), "x", { aliases: [{ name: "a" }] })]),
		"check old x, diff a1, check new x, create x, delete a1",
	],
	["--target of a new one", () => callsOf([[a(1)]], [named(a(1), "x")], { targets: ["x"] }), "check new x, create x"],
	[
		"--target of one that is replaced",
		() => callsOf([first], [a(2), b()], { targets: ["a"] }),
		"check old a, diff a1, check new a, create a, delete a1",
	],
	[
		"--refresh, with one that left the program",
		() => callsOf([first], [a(1)], { refresh: true }),
		"read a1, diff a1, read b2, diff b2, check old a, diff a1, delete b2",
	],
	[
		"--refresh, with an old half that waits for its delete",
		() => callsOf([[a(1)], [a(2)]], [a(2)], { refresh: true, failBefore: "delete a1" }),
		"read a2, diff a2, read a1, diff a1, check old a, diff a2, delete a1",
	],
	[
		"an up after a delete failed",
		() => callsOf([[a(1)], [a(2)]], [a(2), apart("c")], { failBefore: "delete a1" }),
		"check old a, diff a2, check new c, create c, delete a1",
	],
	[
		"an up after a create failed for which the old one was deleted",
		() => callsOf([first, [a(2, {}, deleteFirst), b()]], [a(2, {}, deleteFirst), b()], { failBefore: "create a" }),
		"check old a, diff a1, check new a, diff b2 of the unknown, delete b2, create a, check new b, create b",
	],
	["a create that fails", () => callsOf([[apart("c")]], first, { failing: "create a" }), "check new a, create a"],
	["destroy", () => callsOf([first], "destroy"), "delete b2, delete a1"],
	[
		"destroy with an old half that waits for its delete",
		() => callsOf([first, [a(2), b()]], "destroy", { failBefore: "delete a1" }),
		"delete b4, delete a1, delete a3",
	],
	["destroy --refresh", () => callsOf([[a(1)]], "destroy", { refresh: true }), "read a1, diff a1, delete a1"],
	[
		"destroy --target with what depends on it",
		() => callsOf([first], "destroy", { targets: ["a"] }),
		"diff b2 of the unknown, delete b2, delete a1",
	],
	[
		"what may come next, asked about ahead",
		() => callsOf([[a(1), apart("c")]], [a(2), apart("c"), apart("d")], { ahead: true }),
		"check old a, diff a1, check new a, check old c, diff c2, check new d, create a, create d, delete a1",
	],
])("%s", async (_move, calls, expected) => {
	expect(await calls()).toBe(expected);
});
