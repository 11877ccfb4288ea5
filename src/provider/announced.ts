import type { Kind } from "../schema/kinds";
import type { Bag } from "./check";

/** A resource as the program announces it in a preview, so that what has to be asked of the cloud is asked side by side. */
export interface Announced {
	readonly kind: Kind;
	readonly name: string;
	readonly args: Bag;
}

/** The resources of a preview that were announced and not taken up yet. Any kind's resource may carry them. */
export class Announcements {
	private waiting: Announced[] = [];

	/** Adds what a resource carried, and gives it back. */
	add(announced: unknown): readonly Announced[] {
		const added = Array.isArray(announced) ? (announced as Announced[]) : [];
		this.waiting.push(...added);
		return added;
	}

	/** Forgets the resources of one kind and name: what was announced as new turned out to be there. */
	drop(kind: Kind, name: string): void {
		this.waiting = this.waiting.filter((announced) => announced.kind !== kind || announced.name !== name);
	}

	/** The resources of one kind; each is given out once. */
	take(kind: Kind): Announced[] {
		const taken = this.waiting.filter((announced) => announced.kind === kind);
		this.waiting = this.waiting.filter((announced) => announced.kind !== kind);
		return taken;
	}
}
