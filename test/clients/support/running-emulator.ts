import { createEmulator, type Emulator } from "../../../src/emulator";

/** An emulator as a client of another make meets it: real time, short transitions. */
export function runEmulator(): { readonly emulator: Emulator; readonly endpoint: string; readonly accounts: string } {
	let running: Emulator | undefined;
	const emulator = (): Emulator => {
		if (running === undefined) throw new Error("The emulator is not running");
		return running;
	};
	beforeEach(async () => {
		running = await createEmulator({
			createConflictMs: 0,
			transitions: { creating: 100, updating: 100, deleting: 100 },
		});
	});
	afterEach(() => running?.close());
	return {
		get emulator() {
			return emulator();
		},
		get endpoint() {
			return new URL(emulator().url).host;
		},
		get accounts() {
			return JSON.stringify(
				emulator().accounts.map(({ uid, accessKeyId, accessKeySecret }) => ({
					uid,
					accessKeyId,
					accessKeySecret,
				})),
			);
		},
	};
}
