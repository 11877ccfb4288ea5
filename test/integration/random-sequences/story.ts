import type { EmulatorConnection } from "../../../src/emulator";
import { isDead } from "../../../src/schema/status";
import { killedAt, type Work } from "../crash-points/crash";
import type { ProviderProcess, Simulation } from "../support/simulation";
import { SmallEngine } from "../support/small-engine";
import type { Command } from "./commands";
import { mayEnd, mayHideEffect, ruleOf } from "./disturbances";
import { differences, inputsOf, me, type Program } from "./programs";

/** How a run of the engine is disturbed. */
type Run = Pick<Extract<Command, { do: "up" }>, "faults" | "kill">;

const undisturbed: Run = { faults: [] };

/** A request that is not answered is given up soon, on a real clock. */
const impatient = { CLIENT_CONNECT_TIMEOUT: "100", CLIENT_READ_TIMEOUT: "100" };

/** How often a command that failed for a good reason is tried again: to note a death, to replace, and to go on. */
const mostTries = 4;

/**
 * One sequence of commands, and what must hold after each. The model is small: the program that was run last, and whether
 * somebody else has done something since that an up may rightly fail of.
 */
export class Story {
	private readonly simulation: Simulation;
	private engine = new SmallEngine();
	private program: Program | undefined;
	/** A run was broken off, and none has come to its end since: it may have made what the state does not know yet. */
	private brokenOff = false;

	constructor(simulation: Simulation) {
		simulation.emulator.reset();
		this.simulation = simulation;
	}

	async tell(command: Command): Promise<void> {
		switch (command.do) {
			case "up":
				this.program = command.program;
				return this.runUp(command.program, command);
			case "up again":
				return this.program === undefined ? undefined : this.runUp(this.program, command);
			case "destroy":
				return this.destroy(command);
			case "refresh":
				await this.run(command, (engine, { handlers }) => engine.refresh(handlers));
				return;
			case "time passes":
				return this.simulation.time.cloud.advance(command.ms);
			default:
				return this.byOthers(command);
		}
	}

	/** The end of every story: whatever happened, one more up makes exactly one connection, and destroy leaves none. */
	async end(): Promise<void> {
		this.byOthers({ do: "accepted" });
		if (this.program !== undefined) {
			await this.runUp(this.program, undisturbed);
		}
		await this.destroy(undisturbed);
	}

	private process(): ProviderProcess {
		return this.simulation.process({ environment: impatient });
	}

	private async destroy(run: Run): Promise<void> {
		await this.run(run, (engine, { handlers }) => engine.destroy(handlers));
		this.program = undefined;
		if (this.living.length > 0) {
			throw new Error(`After a destroy there still lives ${JSON.stringify(this.living)}`);
		}
	}

	/** Runs something of the engine's under faults; where it is killed, the engine runs it once more. */
	private async run({ faults, kill }: Run, work: Work): Promise<"done" | "refused"> {
		const { emulator, time } = this.simulation;
		if (kill !== undefined) {
			await this.killed(work, kill);
			this.brokenOff = true;
		}
		for (const fault of faults) {
			emulator.faults.add(ruleOf(fault));
		}
		for (let tries = 1; ; tries += 1) {
			const error = await failureOf(work(this.engine, this.process()));
			emulator.faults.clear();
			await emulator.reachable();
			// Whatever was begun has come to its end before anything is looked at.
			time.cloud.advance(1_000);
			if (error === undefined) {
				this.brokenOff = false;
				this.assertExactlyOnce();
				return "done";
			}
			const ended = mayEnd(faults, error.message);
			this.brokenOff ||= ended && mayHideEffect(faults, error.message);
			this.assertExactlyOnce();
			if (!ended) {
				this.assertGoodReason(error);
				if (this.waitsForOthers()) {
					return "refused";
				}
			}
			if (tries === mostTries) {
				throw new Error(`Still failing after ${mostTries} tries`, { cause: error });
			}
		}
	}

	/** After an up that did not fail: with what others did noted, one more makes it exactly what the program says. */
	private async runUp(program: Program, run: Run): Promise<void> {
		const up: Work = (engine, { handlers }) => engine.up(handlers, inputsOf(program));
		const refreshedUp: Work = async (engine, process) => {
			await engine.refresh(process.handlers);
			await up(engine, process);
		};
		if ((await this.run(run, up)) === "refused" || (await this.run(undisturbed, refreshedUp)) === "refused") {
			return;
		}
		const [connection] = this.living;
		if (connection === undefined || connection.instanceId !== this.engine.state.current?.id) {
			throw new Error(`The state knows ${this.engine.state.current?.id}, there lives ${connection?.instanceId}`);
		}
		const wrong = differences(program, connection);
		if (wrong.length > 0) {
			throw new Error(`Not as the program says: ${wrong.join("; ")}`);
		}
		const step = await this.engine.preview(this.process().handlers, inputsOf(program));
		if (step !== "same") {
			throw new Error(`A preview after the up says ${step}`);
		}
	}

	/** An attempt may end before it comes to the point; then nothing was killed. */
	private async killed(work: Work, kill: NonNullable<Run["kill"]>): Promise<void> {
		const { emulator, time } = this.simulation;
		const copy = this.engine.afterKill();
		try {
			const killed = await killedAt(this.simulation, copy, work, kill);
			this.engine = killed.engine;
			await killed.arrive();
		} catch {
			this.engine = copy;
		}
		emulator.faults.clear();
		time.cloud.advance(1_000);
	}

	private byOthers(command: Command): void {
		const { world } = this.simulation.emulator;
		const connection = this.known;
		if (connection === undefined) {
			return;
		}
		const { instanceId } = connection;
		if (command.do === "changed by hand") {
			const view = connection.views[me];
			const changes = {
				name: { name: "by hand" },
				bandwidth: connection.acceptingRegionId === connection.regionId ? {} : { bandwidth: 7 },
				tags: { views: { [me]: { ...view, tags: [{ Key: "hand", Value: "made" }] } } },
				group: { views: { [me]: { ...view, resourceGroupId: "rg-network-1" } } },
			};
			world.modifyConnection(instanceId, changes[command.field]);
		} else if (command.do === "deleted by hand") {
			world.dropConnection(instanceId);
		} else if (connection.status === "Accepting") {
			world.modifyConnection(instanceId, { status: command.do === "accepted" ? "Activated" : "Rejected" });
		}
	}

	private get known(): EmulatorConnection | undefined {
		return this.simulation.emulator.world.findConnection(this.engine.state.current?.id ?? "");
	}

	private get living(): EmulatorConnection[] {
		return this.simulation.connections.filter(({ status }) => !isDead(status));
	}

	/** A change that the cloud refuses until the other account has accepted. */
	private waitsForOthers(): boolean {
		return this.living.some(({ status }) => status === "Accepting");
	}

	/** Refusals and deaths are said in the provider's own words; anything else is a fault of the provider. */
	private assertGoodReason(error: Error): void {
		const refused = /IncorrectStatus\.VpcPeer/.test(error.message) && this.waitsForOthers();
		const died = /^pcc-\w+ (is (Rejected|Expired|Deleted|Deleting)|does not exist any more)/.test(error.message);
		const gone = /^waiting for pcc-\w+ to be [\w ]+: it is NotFound/.test(error.message) && this.known === undefined;
		if (!refused && !died && !gone) {
			throw new Error("No good reason to fail", { cause: error });
		}
	}

	/** At any time at most one connection lives, and it is the one that the state knows, or the one that a run left which was broken off. */
	private assertExactlyOnce(): void {
		const { current, toDelete } = this.engine.state;
		const known = [...(current === undefined ? [] : [current]), ...toDelete].map(({ id }) => id);
		const lost = this.living.filter(({ instanceId }) => !known.includes(instanceId));
		const mayBeUnknown = this.brokenOff ? 1 : 0;
		if (lost.length > mayBeUnknown || this.living.length > known.length + mayBeUnknown) {
			throw new Error(`The state knows ${known.join(", ") || "nothing"}, there lives ${JSON.stringify(this.living)}`);
		}
	}
}

async function failureOf(work: Promise<unknown>): Promise<Error | undefined> {
	try {
		await work;
		return undefined;
	} catch (error) {
		return error as Error;
	}
}
