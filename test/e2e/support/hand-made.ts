import type { EmulatorConnection } from "../../../src/emulator";
import type { Cloud } from "./cloud";
import { type Args, programOf } from "./programs";
import { Stack } from "./stack";

/** Connections that another hand has made, by the names that they have in the cloud. */
export async function handMade(
	cloud: Cloud,
	connections: Readonly<Record<string, Args>>,
): Promise<Record<string, EmulatorConnection>> {
	const named = Object.fromEntries(Object.entries(connections).map(([name, args]) => [name, { name, ...args }]));
	const other = await Stack.create({ program: programOf(named), cloud });
	await other.up();
	return Object.fromEntries(cloud.emulator.world.connections().map((one) => [one.name, one]));
}
