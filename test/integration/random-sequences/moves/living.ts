import { isDead } from "../../../../src/schema/status";
import type { Simulation } from "../../support/simulation";

/** The ids of everything that lives in the cloud: connections that work or may work, and route entries. */
export function aliveIn({ connections, emulator }: Simulation): string[] {
	const living = connections.filter(({ status }) => !isDead(status)).map(({ instanceId }) => instanceId);
	return [...living, ...emulator.world.routeEntries().map(({ id }) => id)];
}
