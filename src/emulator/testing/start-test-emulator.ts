import { createEmulator, type Emulator } from "../create-emulator";
import type { EmulatorOptions } from "../options";

/**
 * Starts an emulator for tests: on a free port, with transitions of 20 ms instead of seconds, and no pause between two
 * creates of one VPC. Options that are given win.
 *
 * @param options - See {@link EmulatorOptions}.
 *
 * @example
 * let emulator: Emulator;
 * beforeAll(async () => { emulator = await startTestEmulator(); });
 * beforeEach(() => emulator.reset());
 * afterAll(() => emulator.close());
 *
 * @public
 */
export function startTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const transitions = { creating: 20, updating: 20, deleting: 20, routing: 20, ...options.transitions };
	return createEmulator({ createConflictMs: 0, ...options, transitions });
}
