import * as pulumi from "@pulumi/pulumi";
import { debugLog, debugLogVariable } from "../../engine/debug-log";
import { shown } from "../../errors/redact";
import { Runtime } from "../../provider/runtime";

/** What the lookups of one run of a program share. */
export interface ProgramRun {
	readonly runtime: Runtime;
	/** Asks once for all who ask the same; one that failed is asked again. With `fresh`, asks anew. */
	shared<T>(question: readonly unknown[], fresh: boolean, ask: () => Promise<T>): Promise<T>;
}

/** By the connection to the engine: with the Automation API a process makes many runs, each with its own settings. */
const runs = new WeakMap<object, ProgramRun>();
const withoutEngine = {};

/** The run in which the program's code executes just now. */
export function programRun(): ProgramRun {
	const engine = (pulumi.runtime.getMonitor() as object | undefined) ?? withoutEngine;
	let run = runs.get(engine);
	if (run === undefined) {
		run = newProgramRun();
		runs.set(engine, run);
	}
	return run;
}

function newProgramRun(): ProgramRun {
	const answers = new Map<string, Promise<unknown>>();
	return {
		runtime: new Runtime(
			// Not `pulumi.Config`: its `get` warns about a secret, and the name of the setting is whole here.
			{ config: (key) => pulumi.runtime.getConfig(key), environment: process.env },
			{
				info: (text) => logged("info", text),
				warn: (text) => logged("warn", text),
				status: () => {},
				debug: debugLog(process.env[debugLogVariable]),
			},
		),
		shared<T>(question: readonly unknown[], fresh: boolean, ask: () => Promise<T>): Promise<T> {
			const key = JSON.stringify(question);
			const known = fresh ? undefined : answers.get(key);
			if (known !== undefined) {
				return known as Promise<T>;
			}
			const answer = ask();
			answers.set(key, answer);
			answer.catch(() => {
				if (answers.get(key) === answer) answers.delete(key);
			});
			return answer;
		},
	};
}

/** The engine shows it with the stack; a line lost is no failure of the program. */
function logged(severity: "info" | "warn", text: string): void {
	pulumi.log[severity](shown(text)).catch(() => {});
}
