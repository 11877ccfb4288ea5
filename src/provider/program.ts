import type { Kind } from "../schema/kinds";
import { nameIn } from "./holder-text";
import type { Holder } from "./holders";

/** What the resource class tells the provider besides the inputs, for this run alone: it never reaches the state. */
export interface ProgramHints {
	/** The option `deleteBeforeReplace`: where the engine replaces the resource, the old one goes first. */
	readonly deleteBeforeReplace?: boolean;
	/** The component around the resource accepts the connection itself. */
	readonly acceptedByProgram?: boolean;
	/** The VPC at the other end of a connection that is not made yet; values that are not known are in it as such. */
	readonly leadsTo?: { readonly vpcId?: unknown; readonly regionId?: unknown };
}

interface Declared {
	readonly holder: Holder;
	readonly hints: ProgramHints;
	/** It is in the state: its check got old inputs. */
	readonly isKnown: boolean;
	/** What it wants to have for itself: a pair of VPCs, an acceptance, places in route tables. */
	readonly claims: readonly string[];
	/** It takes over what is there already (`adopt`). */
	readonly adopts: boolean;
}

/** The resources of the program, as far as the engine has asked about them in this run. Written by check, with each resource. */
export class Program {
	private readonly resources = new Map<string, Declared>();
	/** Resources of which another one brought word, in a preview: of these the name is known, and not the URN. */
	private readonly announced = new Map<string, { readonly holder: Holder; readonly claims: readonly string[] }>();

	/** Notes what a resource wants for itself about which the engine has not asked yet. */
	announce(kind: Kind, name: string, claims: readonly string[]): void {
		if (claims.length > 0) {
			this.announced.set(`${kind} ${name}`, { holder: { kind, identity: `::${name}` }, claims });
		}
	}

	/** Notes a resource that the program declares. Of the two checks of a replacement the first shows that it is known. */
	note(kind: Kind, identity: string, { isKnown, hints = {} }: { isKnown: boolean; hints?: ProgramHints }): void {
		if (identity === "") {
			// Without a name nothing can be told apart.
			return;
		}
		this.announced.delete(`${kind} ${nameIn(identity)}`);
		const before = this.resources.get(identity);
		const known = isKnown || before?.isKnown === true;
		this.resources.set(identity, {
			holder: { kind, identity },
			hints,
			isKnown: known,
			claims: before?.claims ?? [],
			adopts: before?.adopts ?? false,
		});
	}

	/** Notes what a resource wants for itself, and whether it takes over what is there. */
	claim(identity: string, claims: readonly string[], { adopts = false }: { adopts?: boolean } = {}): void {
		// Its own check has noted it; one without a name has no claim.
		const resource = this.resources.get(identity);
		if (resource !== undefined) {
			this.resources.set(identity, { ...resource, claims, adopts });
		}
	}

	/** Which other resources want this. */
	claimants(claim: string, besides: string): Holder[] {
		return [...this.resources.values(), ...this.announced.values()]
			.filter((one) => one.claims.includes(claim) && one.holder.identity !== besides)
			.map(({ holder }) => holder);
	}

	/** Which other resources would take this over. */
	adopters(claim: string, besides: string): Holder[] {
		return this.claimants(claim, besides).filter(({ identity }) => this.resources.get(identity)?.adopts === true);
	}

	/** True for a resource of the program: the engine has asked for its check in this run. */
	declares(identity: string): boolean {
		return this.resources.has(identity);
	}

	/** True for a resource that the engine had in its state before this run. */
	isKnown(identity: string): boolean {
		return this.resources.get(identity)?.isKnown === true;
	}

	/** What the class told of a resource. */
	hintsOf(identity: string): ProgramHints {
		return this.resources.get(identity)?.hints ?? {};
	}

	/** The identities of all resources seen so far. */
	get identities(): string[] {
		return [...this.resources.keys()];
	}
}
