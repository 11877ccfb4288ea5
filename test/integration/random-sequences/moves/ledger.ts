import { markOf } from "../../../../src/provider/vpc-peer-routes/ownership";
import type { Simulation } from "../../support/simulation";
import type { StackEngine } from "../../support/stack-engine";
import { identityOf, type StackProgram, urnOf } from "../../support/stack-program";
import type { Entry } from "../../support/stack-state";
import type { RunEnd } from "./disturbed-run";
import { aliveIn } from "./living";

/** A stack and its program, as it was run last. */
export interface Held {
	readonly engine: StackEngine;
	readonly program: StackProgram;
}

/** How a run of a stack ended. */
export interface Ended extends Held, RunEnd {
	readonly what: "up" | "refresh" | "destroy";
	/** What the run was about; undefined for everything. */
	readonly targets: readonly string[] | undefined;
}

/** The create's timeout, and an hour. */
const remainderMs = 70 * 60_000;

/**
 * What lives in the cloud, and who may miss what. After each run it is compared with the states of all stacks: what a
 * resource that some program declares has in its state lives, what a good run leaves in the state lives or was warned of,
 * and what lives is known to some state.
 */
export class Ledger {
	private readonly simulation: Simulation;
	/** Taken away by another hand. */
	private readonly gone = new Set<string>();
	/** Made by a run that was broken off, and known to no state since. */
	private readonly loose = new Set<string>();
	/** Held by several resources, of which one has said so: the end of one is the end for all. */
	private readonly shared = new Set<string>();
	/** Asked to be deleted by a run that was broken off, of the one resource that has it: the state may have it still. */
	private readonly ending = new Set<string>();

	constructor(simulation: Simulation) {
		this.simulation = simulation;
	}

	/** Another hand takes a thing away; the routes of a connection go with it. */
	drop(id: string): void {
		const { world } = this.simulation.emulator;
		const goes = [
			id,
			...world
				.routeEntries()
				.filter(({ nextHopId }) => nextHopId === id)
				.map((entry) => entry.id),
		];
		for (const one of goes) {
			this.gone.add(one);
		}
		if (world.findConnection(id) === undefined) {
			world.removeRouteEntry(id);
		} else {
			world.dropConnection(id);
		}
	}

	/** Another hand takes all routes away. */
	dropRoutes(): void {
		for (const { id } of this.simulation.emulator.world.routeEntries()) {
			this.drop(id);
		}
	}

	/** Somebody clears away what broken-off runs left, and no state has. */
	clearLoose(stacks: readonly Held[]): void {
		const inStates = new Set(stacks.flatMap(({ engine }) => engine.state.flatMap(thingsOf)));
		for (const id of this.alive().filter((one) => !inStates.has(one))) {
			// Its routes may have gone with its connection.
			if (this.alive().includes(id)) {
				this.drop(id);
			}
		}
	}

	/** Whether something lives that a broken-off run made. */
	get hasLoose(): boolean {
		return this.alive().some((id) => this.loose.has(id));
	}

	/** Everything that lives. */
	alive(): string[] {
		return aliveIn(this.simulation);
	}

	/** The end of a run. Throws what must not be. */
	assert(stacks: readonly Held[], ended: Ended): void {
		this.noteShared(stacks, ended);
		if (ended.end !== "good") {
			this.noteEnding(stacks, ended);
		}
		if (ended.what === "destroy") {
			this.noteDestroyed(stacks, ended);
		}
		this.assertDeclaredLive(stacks, ended);
		this.assertNothingLost(stacks, ended);
		if (ended.end === "good") {
			this.assertStateIsTrue(ended);
		}
	}

	private noteEnding(stacks: readonly Held[], { steps }: Ended): void {
		const entries = stacks.flatMap(({ engine }) => engine.state);
		for (const { urn, id } of steps.filter(({ op }) => op === "delete")) {
			const asked = entries.find((entry) => entry.urn === urn && entry.id === id);
			const things = asked === undefined ? [] : thingsOf(asked);
			const others = entries.filter((entry) => entry.urn !== urn && entry.kind === asked?.kind);
			for (const thing of things.filter((one) => !others.some((entry) => thingsOf(entry).includes(one)))) {
				this.ending.add(thing);
			}
		}
	}

	/**
	 * A destroy that came to nothing has ended what it had deleted by then: also for those of its stack that it did not come
	 * to, such as the connection of an accepter with `onDelete: "delete"`.
	 */
	private noteDestroyed(stacks: readonly Held[], { engine, steps }: Ended): void {
		const others = stacks.filter((one) => one.engine !== engine).flatMap((one) => one.engine.state.flatMap(thingsOf));
		for (const { id } of steps.filter(({ op }) => op === "delete")) {
			if (id !== undefined && !others.includes(id)) {
				this.ending.add(id);
			}
		}
	}

	/** Who took over what another stack holds has said so, and could not know better. */
	private noteShared(stacks: readonly Held[], { engine, steps, said, end }: Ended): void {
		for (const { op, urn, id } of steps.filter((step) => step.op === "create" || step.op === "replace")) {
			const entry = engine.state.find((one) => one.urn === urn && one.id === id);
			const things = entry === undefined || !takesForItself(entry) ? [] : thingsOf(entry);
			for (const thing of things.filter((one) => !this.shared.has(one))) {
				const other = stacks.find((one) => one.engine !== engine && holds(one.engine, thing, entry?.kind));
				if (entry === undefined || other === undefined || this.isExcused(thing, entry)) {
					continue;
				}
				const words = said.filter((line) => line.urn === urn && line.text.includes("another stack"));
				if (words.length === 0 && end !== "broken") {
					throw new Error(`${op} of ${urn} takes ${thing} of stack ${other.engine.stack}, and nobody said so`);
				}
				this.assertMayShare(entry);
				this.shared.add(thing);
			}
		}
	}

	private assertMayShare({ id, kind, urn, inputs }: Entry): void {
		const made = this.simulation.emulator.world.findConnection(id)?.createdAt ?? Number.POSITIVE_INFINITY;
		const isOld = this.simulation.time.cloud.now() - made > remainderMs + 1_000;
		if (kind === "VpcPeerConnection" && isOld && inputs["adopt"] !== true) {
			throw new Error(`${urn} took ${id} for a remainder, which is older`);
		}
	}

	/** A: what a program declares and its state holds lives, whatever anybody did. */
	private assertDeclaredLive(stacks: readonly Held[], run: Ended): void {
		const alive = new Set(this.alive());
		for (const { engine, program } of stacks) {
			const declared = new Set(program.map((one) => urnOf(engine.stack, one)));
			for (const entry of engine.state.filter((one) => declared.has(one.urn) && isHeld(one))) {
				const dead = thingsOf(entry).filter((id) => !alive.has(id) && !this.isExcused(id, entry));
				if (dead.length > 0 && !(entry.kind === "VpcPeerRoutes" && run.end !== "good")) {
					throw new Error(`${entry.urn} is declared and holds ${dead.join(", ")}, which is not there any more`);
				}
			}
		}
	}

	/** B: after a good run the state claims nothing that is not there, unless the run warned of it or had no look at it. */
	private assertStateIsTrue({ engine, said, targets, what }: Ended): void {
		const alive = new Set(this.alive());
		const about = (entry: Entry) => targets === undefined || targets.includes(entry.urn.split("::").at(-1) ?? "");
		for (const entry of engine.state.filter(about)) {
			for (const id of thingsOf(entry).filter((one) => !alive.has(one))) {
				const warned = said.some(({ text, level }) => level === "warning" && text.includes(id));
				const met = this.simulation.emulator.requests.some(
					({ instanceId, code = "" }) => instanceId === id && code.includes("NotFound"),
				);
				if (!warned && (met || !this.isExcused(id, entry))) {
					throw new Error(`A good run leaves ${entry.urn} with ${id}, which is not there, and warned of nothing`);
				}
			}
		}
		if (what === "up") {
			this.assertRouted(engine.state.filter(about));
		}
		const waiting = engine.state.filter((entry) => about(entry) && !isHeld(entry));
		if (waiting.length > 0 && what !== "refresh") {
			throw new Error(`A good run leaves ${waiting.map(({ urn }) => urn).join(", ")} to be deleted`);
		}
	}

	/** The network lives, too: each range that a set of routes is to reach has a route, whoever made it. */
	private assertRouted(entries: readonly Entry[]): void {
		const { connections, emulator } = this.simulation;
		const made = emulator.world.routeEntries();
		for (const { urn, kind, inputs } of entries.filter((entry) => entry.kind === "VpcPeerRoutes")) {
			const { instanceId, vpcId, destinations } = inputs as Record<string, string | string[] | undefined>;
			const isAlive = connections.some((one) => one.instanceId === instanceId && one.status === "Activated");
			const wanted = isAlive && Array.isArray(destinations) ? destinations : [];
			const tables = emulator.world.routeTables(String(vpcId)).map(({ id }) => id);
			const missing = wanted.filter(
				(range) =>
					!made.some(
						(route) =>
							tables.includes(route.routeTableId) &&
							route.destinationCidrBlock === range &&
							route.nextHopId === instanceId,
					),
			);
			if (missing.length > 0) {
				throw new Error(`A good run leaves ${kind} ${urn} without a route to ${missing.join(", ")}`);
			}
		}
	}

	/** C: what lives is in some state, or a run that was broken off made it. */
	private assertNothingLost(stacks: readonly Held[], { end }: Ended): void {
		const known = this.known(stacks);
		for (const id of this.alive()) {
			if (known.has(id)) {
				continue;
			}
			if (end === "broken") {
				this.loose.add(id);
			} else if (!this.loose.has(id)) {
				throw new Error(`${id} lives, and no state knows it`);
			}
		}
	}

	/**
	 * In some state, or with the mark of a set of routes that is: it finds the entry in its next run. Not so a set that was
	 * deleted to be made again: a destroy forgets it without a look.
	 */
	private known(stacks: readonly Held[]): Set<string> {
		const entries = stacks.flatMap(({ engine }) => engine.state);
		const sets = entries.filter((entry) => entry.kind === "VpcPeerRoutes" && isHeld(entry));
		const marks = new Set(sets.map(({ urn }) => markOf({ __identity: identityOf(urn) })));
		const marked = this.simulation.emulator.world.routeEntries().filter(({ description }) => marks.has(description));
		return new Set([...entries.flatMap(thingsOf), ...marked.map(({ id }) => id)]);
	}

	/** What two stacks share may go for both, and the routes to a connection go with it. */
	private isExcused(id: string, { outs }: Entry): boolean {
		return (
			this.gone.has(id) || this.shared.has(id) || this.ending.has(id) || this.shared.has(String(outs["instanceId"]))
		);
	}
}

/** Not replaced, nor deleted to be replaced. */
function isHeld({ isReplaced, pendingReplacement }: Entry): boolean {
	return isReplaced !== true && pendingReplacement !== true;
}

/** A connection or an entry has one maker; an acceptance is shared by whoever gives it. */
function takesForItself({ kind }: Entry): boolean {
	return kind !== "VpcPeerConnectionAccepter";
}

function holds({ state }: StackEngine, thing: string, kind: Entry["kind"] | undefined): boolean {
	return state.some((entry) => entry.kind === kind && thingsOf(entry).includes(thing));
}

/** The ids in the cloud that an entry of a state stands for. */
function thingsOf({ kind, id, outs }: Entry): string[] {
	switch (kind) {
		case "VpcPeerRoutes":
			return (outs["routes"] as { routeEntryId: string }[]).map(({ routeEntryId }) => routeEntryId);
		case "CdtActivation":
			return [];
		default:
			return [id];
	}
}
