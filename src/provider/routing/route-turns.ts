import pLimit, { type LimitFunction } from "p-limit";
import type { Runtime } from "../runtime";

/**
 * Lets one writer at a time work on the routes of a VPC: the cloud refuses two side by side with TaskConflict. Writers of
 * other processes are met by sending again.
 */
class RouteTurns {
	private readonly turns = new Map<string, LimitFunction>();

	run<T>(vpcId: string, work: () => Promise<T>): Promise<T> {
		let turn = this.turns.get(vpcId);
		if (turn === undefined) {
			turn = pLimit(1);
			this.turns.set(vpcId, turn);
		}
		return turn(work);
	}
}

const turnsOf = new WeakMap<Runtime, RouteTurns>();

/** Waits for this process's other writers of the VPC's routes, then works. */
export function inTurn<T>(runtime: Runtime, vpcId: string, work: () => Promise<T>): Promise<T> {
	let turns = turnsOf.get(runtime);
	if (turns === undefined) {
		turns = new RouteTurns();
		turnsOf.set(runtime, turns);
	}
	return turns.run(vpcId, work);
}
