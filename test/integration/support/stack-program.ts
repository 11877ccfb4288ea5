import type { Kind } from "../../../src/schema/kinds";
import type { Bag } from "./small-engine";

/** A resource as a program declares it. Its name is its own among all kinds, so that references need no more. */
export interface Declared {
	readonly kind: Kind;
	readonly name: string;
	/** The types of the components around it, outermost first: a URN has these, and not their names. */
	readonly within?: readonly string[];
	/** What the program says; a reference stands for another resource's output. */
	readonly args: Bag;
	readonly options?: DeclaredOptions;
}

/** The resource options that the engine acts upon. */
export interface DeclaredOptions {
	/** Earlier names, kinds or components, also those that a component's own aliases give to what is in it. */
	readonly aliases?: readonly Alias[];
	readonly deleteBeforeReplace?: true;
	readonly replacementTrigger?: unknown;
	/** Names of resources with which it is replaced. */
	readonly replaceWith?: readonly string[];
	/** Names of resources that have to be there first. */
	readonly dependsOn?: readonly string[];
}

export interface Alias {
	readonly kind?: Kind;
	readonly name?: string;
	readonly within?: readonly string[];
}

export type StackProgram = readonly Declared[];

const referenceTo = "$output";

/** Another resource's output, as an argument. */
export function output(name: string, field = "instanceId"): Bag {
	return { [referenceTo]: { name, field } };
}

/** The resource and the field that an argument refers to; undefined for a plain value. */
function referenceIn(value: unknown): { name: string; field: string } | undefined {
	return (value as { [referenceTo]?: { name: string; field: string } } | undefined)?.[referenceTo];
}

/** The arguments with what the outputs are now. */
export function resolved(args: Bag, look: (name: string, field: string) => unknown): Bag {
	return Object.fromEntries(
		Object.entries(args).map(([input, value]) => {
			const reference = referenceIn(value);
			return [input, reference === undefined ? value : look(reference.name, reference.field)];
		}),
	);
}

/** By input, the name of the resource that it comes from. */
export function referencesOf({ args }: Declared): Record<string, string> {
	return Object.fromEntries(
		Object.entries(args).flatMap(([input, value]) => {
			const reference = referenceIn(value);
			return reference === undefined ? [] : [[input, reference.name]];
		}),
	);
}

/** The names of the resources that have to be registered before it. */
export function needsOf(declared: Declared): string[] {
	const { dependsOn = [], replaceWith = [] } = declared.options ?? {};
	return [...Object.values(referencesOf(declared)), ...dependsOn, ...replaceWith];
}

/** The URN of a resource in a stack. */
export function urnOf(stack: string, { kind, name, within = [] }: Pick<Declared, "kind" | "name" | "within">): string {
	const types = [...within, `pulumi-nodejs:dynamic/alicloud/vpcpeer:${kind}`].join("$");
	return `urn:pulumi:${stack}::program::${types}::${name}`;
}

/** The URNs under which its state may stand, besides its own. */
export function aliasesOf(stack: string, declared: Declared): string[] {
	const { kind, name, within = [] } = declared;
	return (declared.options?.aliases ?? []).map((alias) => urnOf(stack, { kind, name, within, ...alias }));
}

/** What tells a resource from every other, in the organization of file backends. */
export function identityOf(urn: string): string {
	return `organization/${urn}`;
}

/** What the resource class adds to the inputs. */
export function classInputs(urn: string, { options = {} }: Declared): Bag {
	return {
		__identity: identityOf(urn),
		__provider: "stub",
		...(options.deleteBeforeReplace === true ? { __program: { deleteBeforeReplace: true } } : {}),
	};
}

/** Those of which everything that they need is registered. */
export function nextOf(waiting: StackProgram, registered: ReadonlySet<string>): StackProgram {
	const names = new Set(waiting.map(({ name }) => name));
	return waiting.filter((declared) => needsOf(declared).every((name) => registered.has(name) || !names.has(name)));
}
