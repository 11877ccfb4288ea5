import type { Emulator } from "../create-emulator";
import { duration } from "../time-bounds";
import type { EmulatorConnection } from "../world/world";

/**
 * Options of {@link waitForConnection}.
 *
 * @public
 */
export interface WaitOptions {
	/** When to give up, in milliseconds of real time; at most 2^31-1. @defaultValue 10000 */
	readonly timeoutMs?: number | undefined;
}

/**
 * Waits until a connection is as it should be, and answers it. It is told of each change and does not poll.
 *
 * @param emulator - A running emulator of this process.
 * @param predicate - What the connection has to be like.
 * @throws Error at the deadline, which says which connections there were, in which status.
 *
 * @example
 * const connection = await waitForConnection(emulator, ({ status }) => status === "Activated");
 *
 * @public
 */
export function waitForConnection(
	emulator: Pick<Emulator, "world" | "onChange">,
	predicate: (connection: EmulatorConnection) => boolean,
	{ timeoutMs = 10_000 }: WaitOptions = {},
): Promise<EmulatorConnection> {
	return new Promise((resolve, reject) => {
		const look = (): boolean => {
			try {
				const found = emulator.world.connections().find(predicate);
				if (found !== undefined) end(() => resolve(found));
				return found !== undefined;
			} catch (error) {
				end(() => reject(error));
				return true;
			}
		};
		const giveUp = () => end(() => reject(new Error(whatThereWas(emulator, timeoutMs))));
		const timer = setTimeout(giveUp, duration("timeoutMs", timeoutMs, 0));
		const stop = emulator.onChange(look);
		const end = (settle: () => void) => {
			clearTimeout(timer);
			stop();
			settle();
		};
		look();
	});
}

function whatThereWas({ world }: Pick<Emulator, "world">, timeoutMs: number): string {
	const seen = world.connections().map(({ instanceId, name, status }) => `${name || instanceId} is ${status}`);
	return `No connection was as expected within ${timeoutMs} ms; ${seen.length === 0 ? "there is none" : seen.join(", ")}`;
}
