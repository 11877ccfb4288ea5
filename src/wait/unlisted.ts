import { belief } from "./belief";

/**
 * Connections that a Get finds and the list of their region does not have: by which side's region a list goes is not
 * documented. One list without a connection says nothing yet: it may be out of date.
 */
export class Unlisted {
	private readonly misses = new Map<string, number>();

	has(instanceId: string): boolean {
		return (this.misses.get(instanceId) ?? 0) >= belief.answers;
	}

	/** A list did not have it, and a Get found it. */
	missed(instanceId: string): void {
		this.misses.set(instanceId, (this.misses.get(instanceId) ?? 0) + 1);
	}

	/** A list has these. */
	listed(instanceIds: Iterable<string>): void {
		if (this.misses.size > 0) {
			for (const instanceId of instanceIds) {
				this.misses.delete(instanceId);
			}
		}
	}
}
