import type { Simulation } from "../../support/simulation";
import { type RunOptions, StackEngine, type Step } from "../../support/stack-engine";
import { urnOf } from "../../support/stack-program";
import { moved } from "../../support/stack-state";
import type { MovesCommand, MovesRun } from "./commands";
import { disturbedRun, type MovesWork, processOf, type RunEnd } from "./disturbed-run";
import { edited } from "./edits";
import { type Ended, type Held, Ledger } from "./ledger";
import { type Network, programOf } from "./network";
import { assertGoodReason } from "./refusals";

const undisturbed: MovesRun = { faults: [], engine: {} };

/** How often a run is repeated at the end of a story: to note what is gone, to replace it, and to go on. */
const mostTries = 5;

interface Told {
	engine: StackEngine;
	/** What the program declares, or declared before the person took it back. */
	network: Network;
}

/** One sequence of moves in one or more stacks on one cloud, and what must hold after each run. */
export class MovesStory {
	/** How many runs ended how. */
	readonly ends: Record<RunEnd["end"], number> = { good: 0, refused: 0, broken: 0 };
	private readonly simulation: Simulation;
	private readonly ledger: Ledger;
	private readonly stacks: Told[] = [{ engine: new StackEngine("dev"), network: [] }];

	constructor(simulation: Simulation) {
		simulation.emulator.reset();
		this.simulation = simulation;
		this.ledger = new Ledger(simulation);
	}

	/** What there is at first. */
	async begin(network: Network): Promise<void> {
		const [told] = this.stacks as [Told];
		told.network = network;
		if ((await this.up(told, undisturbed)) !== "good") {
			throw new Error("The first up fails");
		}
	}

	async tell(command: MovesCommand): Promise<void> {
		const told = this.stacks[command.stack % this.stacks.length] as Told;
		switch (command.do) {
			case "edit":
				return this.edit(told, command);
			case "up":
				await this.up(told, command.run, { refresh: command.refresh });
				return;
			case "targeted up":
			case "replace":
			case "taint":
				return this.ofOne(told, command);
			case "preview":
				await this.preview(told);
				return;
			case "refresh":
				await this.run(told, command.run, "refresh", {}, (engine, process) => engine.refresh(process));
				return;
			case "destroy":
				return this.destroy(told, command.run);
			case "time passes":
				this.simulation.time.cloud.advance(command.ms);
				return;
			default:
				this.without(told, command);
		}
	}

	/** The end of every story: nothing is wedged, and nothing is left. */
	async end(): Promise<void> {
		this.simulation.emulator.world.setQuota({ routeEntriesPerTable: 200 });
		this.ledger.clearLoose(this.held);
		for (let round = 1; this.stacks.some(({ engine }) => engine.state.length > 0); round += 1) {
			if (round > this.stacks.length + 1) {
				throw new Error("Not all stacks can be destroyed");
			}
			for (const told of this.stacks) {
				await this.mend(told);
				if (round > 1) {
					// Stacks that share connections are in each other's way with their routes: a person deletes these, as is said.
					this.ledger.dropRoutes();
				}
				await this.destroy(told, undisturbed);
				this.ledger.clearLoose(this.held);
			}
		}
		const left = this.ledger.alive();
		if (left.length > 0) {
			throw new Error(`After all stacks are destroyed there lives ${left.join(", ")}`);
		}
	}

	private get held(): Held[] {
		return this.stacks.map(({ engine, network }) => ({ engine, program: programOf(network) }));
	}

	private async edit(told: Told, command: Extract<MovesCommand, { do: "edit" }>): Promise<void> {
		const before = told.network;
		told.network = edited(before, command.edit);
		if ((await this.up(told, command.run)) === "good") {
			if (command.again) {
				if (command.run.faults.some(({ fault }) => fault === "old-answer")) {
					// What another hand did, and old answers hid, is for the next run to mend.
					await this.up(told, undisturbed);
				}
				await this.assertSettled(told);
			}
		} else if (command.refused === "take it back") {
			told.network = before;
		} else if (command.refused === "adopt") {
			told.network = told.network.map((peer) => ({ ...peer, adopt: true }));
			await this.up(told, undisturbed);
		}
	}

	private async ofOne(told: Told, { do: what, which, run }: MovesCommand & { which: number; run: MovesRun }) {
		const program = programOf(told.network);
		const chosen = program[which % Math.max(program.length, 1)];
		if (chosen === undefined) {
			return;
		}
		if (what === "taint") {
			told.engine.taint(urnOf(told.engine.stack, chosen));
		}
		const name = [chosen.name];
		const end = await this.up(
			told,
			run,
			what === "replace" ? { replace: name } : what === "taint" ? {} : { targets: name },
		);
		if (what === "taint" && end !== "good") {
			// `pulumi state untaint`, as the refusal says.
			told.engine.write(told.engine.state.map(({ tainted: _taken, ...entry }) => entry));
		}
	}

	private async up(told: Told, run: MovesRun, options: RunOptions = {}): Promise<RunEnd["end"]> {
		const program = programOf(told.network);
		const end = await this.run(told, run, "up", options, (engine, process) =>
			engine.up(process, program, { ...run.engine, ...options }),
		);
		if (end === "good" && options.targets === undefined) {
			// A person takes an alias out once it has done its work.
			told.network = told.network.map((peer) => ({ ...peer, alias: undefined }));
		}
		return end;
	}

	private async destroy(told: Told, run: MovesRun): Promise<void> {
		const network = told.network;
		told.network = [];
		if ((await this.run(told, run, "destroy", {}, (engine, process) => engine.destroy(process))) !== "good") {
			told.network = network;
		}
	}

	/** Nothing is changed by a preview, whatever it finds. */
	private async preview(told: Told): Promise<void> {
		const process = processOf(this.simulation);
		const before = this.ledger.alive();
		await told.engine
			.preview(process, programOf(told.network))
			.catch((error: Error) => assertGoodReason(error, before));
		if (this.ledger.alive().join() !== before.join()) {
			throw new Error("A preview changed something");
		}
	}

	private async run(
		told: Told,
		run: MovesRun,
		what: Ended["what"],
		options: RunOptions,
		work: MovesWork,
	): Promise<RunEnd["end"]> {
		const ended = await disturbedRun(this.simulation, told.engine, run, work);
		told.engine = ended.engine;
		this.ends[ended.end] += 1;
		this.ledger.assert(this.held, { ...ended, what, program: programOf(told.network), targets: options.targets });
		return ended.end;
	}

	/**
	 * D: a run after a good one changes nothing; where a broken-off one left routes, or a set makes do with those of others, which
	 * may have handed them over at their end, it may take these over first.
	 */
	private async assertSettled(told: Told): Promise<void> {
		const mayTakeOver = this.ledger.hasLoose || told.engine.state.some(makesDo);
		const changed = await this.changesOfAnother(told);
		const left =
			mayTakeOver && changed.every(({ op, urn }) => op === "update" && urn.includes(":VpcPeerRoutes::"))
				? await this.changesOfAnother(told)
				: changed;
		if (left.length > 0) {
			throw new Error(`A run after a good one changes something: ${JSON.stringify(left)}`);
		}
	}

	private async changesOfAnother(told: Told): Promise<Step[]> {
		if ((await this.up(told, undisturbed)) !== "good") {
			throw new Error("A run after a good one fails");
		}
		return told.engine.steps.filter(({ op }) => op !== "same");
	}

	/** A person who does what the messages say gets a stack whole again. */
	private async mend(told: Told): Promise<void> {
		told.network = told.network.map((peer) => ({
			...peer,
			adopt: true,
			deleteBeforeReplace: false,
			alias: undefined,
		}));
		for (let tries = 1; (await this.up(told, undisturbed, { refresh: true })) !== "good"; tries += 1) {
			if (tries === mostTries) {
				throw new Error(`Still failing after ${mostTries} tries`);
			}
			// Routes that nobody declares may be in the way, and a person deletes them, as the refusal says.
			this.ledger.clearLoose(this.held);
			// A change of a connection that nobody has accepted yet is taken back, as the refusal says.
			told.network = told.network.map((peer) => ({ ...peer, label: undefined }));
		}
		await this.assertSettled(told);
	}

	/** What is done without a run. */
	private without(told: Told, command: MovesCommand): void {
		const { world } = this.simulation.emulator;
		switch (command.do) {
			case "rename the stack":
				told.engine = told.engine.renamed(this.freeName());
				return;
			case "begin a stack of the old name":
				if (this.stacks.length < 3) {
					this.stacks.push({ engine: new StackEngine(this.freeName()), network: told.network });
				}
				return;
			case "move":
				this.move(told, command);
				return;
			case "connection dropped":
			case "route dropped": {
				const isRoute = (id: string) => id.startsWith("rte-");
				const things = this.ledger.alive().filter((id) => isRoute(id) === (command.do === "route dropped"));
				const chosen = things[command.which % Math.max(things.length, 1)];
				if (chosen !== undefined) {
					this.ledger.drop(chosen);
				}
				return;
			}
			case "quota of routes":
				world.setQuota({ routeEntriesPerTable: command.left ?? 200 });
		}
	}

	/** `pulumi state move` of a peering to another stack, with its program or without. */
	private move(told: Told, { which, programToo }: Extract<MovesCommand, { do: "move" }>): void {
		const to = this.stacks.find((one) => one !== told);
		const peer = told.network[which % Math.max(told.network.length, 1)];
		if (
			to === undefined ||
			peer === undefined ||
			to.network.some(({ name, pair }) => name === peer.name || pair === peer.pair)
		) {
			return;
		}
		const urns = programOf([peer]).map((declared) => urnOf(told.engine.stack, declared));
		const states = moved(told.engine.state, to.engine.state, urns, to.engine.stack);
		told.engine.write(states.from);
		to.engine.write(states.to);
		to.network = [...to.network, peer];
		if (programToo) {
			told.network = told.network.filter((one) => one !== peer);
		}
	}

	/** The first name that no stack has: after a rename the old one. */
	private freeName(): string {
		const names = ["dev", "production", "spare", "more"];
		return names.find((name) => this.stacks.every(({ engine }) => engine.stack !== name)) ?? "last";
	}
}

/** A set of routes that leaves a place to somebody else's. */
function makesDo({ kind, outs }: StackEngine["state"][number]): boolean {
	return kind === "VpcPeerRoutes" && (outs["leftAlone"] as unknown[]).length > 0;
}
