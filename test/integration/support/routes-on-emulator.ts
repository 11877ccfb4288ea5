import type { KindHandlers } from "../../../src/provider/kind-handlers";
import type { Runtime } from "../../../src/provider/runtime";
import { vpcPeerRouteHandlers } from "../../../src/provider/vpc-peer-route";
import { vpcPeerRoutesHandlers } from "../../../src/provider/vpc-peer-routes";
import type { VpcPeerRouteState } from "../../../src/schema/vpc-peer-route-state";
import type { VpcPeerRoutesState } from "../../../src/schema/vpc-peer-routes-state";
import { type ProviderOnEmulator, providerOnEmulator, quickTransitions } from "./provider-on-emulator";

type Bag = Record<string, unknown>;

/** What the engine holds of a resource between two runs. */
export interface Kept<State> {
	readonly id: string;
	readonly outs: State;
}

/** One resource, driven as the engine does it: each call checks its inputs first. */
export interface Driver<State> {
	check(inputs: Bag, olds?: Bag): Promise<{ property: string; reason: string }[]>;
	up(inputs: Bag, identity?: string): Promise<Kept<State>>;
	diff(
		kept: Kept<State>,
		inputs: Bag,
	): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
	update(kept: Kept<State>, inputs: Bag): Promise<Kept<State>>;
	read(kept: Kept<State>): Promise<{ id?: string; props?: State; inputs?: Bag }>;
	delete(kept: Kept<State>): Promise<void>;
}

const identity = "organization/urn:pulumi:test::program::type::routes";

function driverOf<State>(handlers: KindHandlers): Driver<State> {
	async function checked(inputs: Bag, olds: Bag = {}): Promise<Bag> {
		const { inputs: news, failures = [] } = await handlers.check(olds, { __identity: identity, ...inputs });
		if (failures.length > 0) {
			throw new Error(`check: ${JSON.stringify(failures)}`);
		}
		return news;
	}
	return {
		check: async (inputs, olds = {}) =>
			(await handlers.check(olds, { __identity: identity, ...inputs })).failures ?? [],
		up: async (inputs, as = identity) => {
			const { id, outs } = await handlers.create(await checked({ __identity: as, ...inputs }));
			return { id, outs };
		},
		diff: async ({ id, outs }, inputs) => handlers.diff(id, outs, await checked(inputs, outs as Bag)),
		update: async ({ id, outs }, inputs) => {
			const result = await handlers.update(id, outs, await checked(inputs, outs as Bag));
			return { id, outs: result.outs };
		},
		read: ({ id, outs }) => handlers.read(id, outs),
		delete: ({ id, outs }) => handlers.delete(id, outs),
	};
}

/** A route, in a process of the given runtime. */
export function routeOf(runtime: Runtime): Driver<VpcPeerRouteState> {
	return driverOf(vpcPeerRouteHandlers(() => runtime));
}

/** All routes of one side, in a process of the given runtime. */
export function routesOf(runtime: Runtime): Driver<VpcPeerRoutesState> {
	return driverOf(vpcPeerRoutesHandlers(() => runtime));
}

/** An emulator whose route entries are soon made. */
export function routesOnEmulator(transitions: Bag = {}): Promise<ProviderOnEmulator> {
	return providerOnEmulator({ transitions: { ...quickTransitions, routing: 15, ...transitions } });
}

/** Each custom entry as `table destination -> next hop`, sorted. */
export function routesIn({ emulator }: ProviderOnEmulator): string[] {
	return emulator.world
		.routeEntries()
		.map((entry) => `${entry.routeTableId} ${entry.destinationCidrBlock} -> ${entry.nextHopId}`)
		.sort();
}
