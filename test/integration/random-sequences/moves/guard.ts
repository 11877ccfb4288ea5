import type { World } from "../../../../src/emulator";
import type { KindHandlers } from "../../../../src/provider/kind-handlers";
import type { Kind } from "../../../../src/schema/kinds";
import type { StackProcess } from "../../support/stack-process";

/** A process of which a call that is refused must have changed nothing: E. One that says what it left is no refusal. */
export function guarded(process: StackProcess, world: World): StackProcess {
	const handlers = Object.fromEntries(
		Object.entries(process.handlers).map(([kind, ofKind]) => [kind, guardedHandlers(kind, ofKind, world)]),
	) as Record<Kind, KindHandlers>;
	return { ...process, handlers };
}

function guardedHandlers(kind: string, handlers: KindHandlers, world: World): KindHandlers {
	return Object.fromEntries(
		Object.entries(handlers).map(([call, handle]) => [
			call,
			async (...args: unknown[]) => {
				const before = textOf(world);
				try {
					return await (handle as (...args: unknown[]) => Promise<unknown>)(...args);
				} catch (error) {
					if ((error as { id?: string }).id === undefined && textOf(world) !== before) {
						const why = error instanceof Error ? error.message : String(error);
						throw new Error(
							`${kind}: ${call} was refused (${why}), and changed something: ${before} to ${textOf(world)}`,
							{ cause: error },
						);
					}
					throw error;
				}
			},
		]),
	) as unknown as KindHandlers;
}

function textOf(world: World): string {
	const connections = world.connections().map(({ instanceId, name, views }) => ({ instanceId, name, views }));
	return JSON.stringify([connections, world.routeEntries().map(({ id, nextHopId }) => [id, nextHopId])]);
}
