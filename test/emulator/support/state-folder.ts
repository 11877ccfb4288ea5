import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../src/emulator";

/** A new folder for each test of a file, with emulators that keep their state in it. */
export interface StateFolder {
	readonly folder: string;
	readonly stateFile: string;
	/** What emulators said since the test began. */
	readonly notices: readonly string[];
	/** Starts an emulator on the state file; it ends with the test. */
	start(options?: EmulatorOptions): Promise<Emulator>;
}

/** @param path - Where in the folder the state file is. */
export function stateFolder(...path: string[]): StateFolder {
	let folder = "";
	let notices: string[] = [];
	const running: Emulator[] = [];
	const stateFile = () => join(folder, ...path);
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "emulator-"));
		notices = [];
	});
	afterEach(async () => {
		await Promise.all(running.splice(0).map((emulator) => emulator.close()));
		rmSync(folder, { recursive: true });
	});
	return {
		get folder() {
			return folder;
		},
		get stateFile() {
			return stateFile();
		},
		get notices() {
			return notices;
		},
		start: async (options = {}) => {
			const onNotice = (message: string) => notices.push(message);
			const emulator = await createEmulator({ stateFile: stateFile(), createConflictMs: 0, onNotice, ...options });
			running.push(emulator);
			return emulator;
		},
	};
}
