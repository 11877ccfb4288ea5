import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../schema/kinds";
import type { Timeouts } from "../schema/shared-inputs";
import { announce } from "./announcement";
import { providerStub } from "./provider-stub";

/** The outputs of a state: every name is declared, because one that is not would never be resolved. */
export type OutputsOf<State> = Record<Exclude<keyof State, `__${string}`>, undefined>;

/**
 * The SDK writes a stack trace, translated by source maps, for each of the four promises of each output: that was half of
 * what a program of a hundred connections did. It shows them only where leaks of promises are looked for.
 */
const framesOfPromises = process.env["PULUMI_DEBUG_PROMISE_LEAKS"] ? Error.stackTraceLimit : 0;

/** What all resources of this package have in common: how they reach the engine, and what goes with them. */
export abstract class DeclaredResource extends pulumi.CustomResource {
	protected constructor(
		kind: Kind,
		outputs: Readonly<Record<string, undefined>>,
		name: string,
		args: object | undefined,
		opts: pulumi.CustomResourceOptions | undefined,
	) {
		const { __acceptedByProgram, __leadsTo, ...declared } = (args ?? {}) as Declared;
		// One that is only looked up (`get`) is none that a preview would review.
		const announcement = opts?.id === undefined ? announce(kind, name, declared) : undefined;
		const type = typeOf(kind);
		const { stackTraceLimit } = Error;
		try {
			Error.stackTraceLimit = framesOfPromises;
			super(
				type,
				name,
				{
					...outputs,
					...declared,
					// The engine does not pass customTimeouts on to a dynamic provider.
					timeouts: declared.timeouts ?? customTimeoutsOf(opts),
					__provider: providerStub(kind),
					__identity: identityOf(type, name, opts),
					__announced: announcement?.input,
					__program: hintsOf({ __acceptedByProgram, __leadsTo }, opts),
				},
				opts,
			);
		} catch (error) {
			Error.stackTraceLimit = stackTraceLimit;
			// Where the program made the mistake.
			Error.captureStackTrace(error as Error);
			throw error;
		} finally {
			Error.stackTraceLimit = stackTraceLimit;
		}
		announcement?.registeredAs(this.urn);
	}
}

/** What a component adds to the arguments, for the provider alone. */
export interface ComponentHints {
	/** The component accepts the connection itself. */
	readonly __acceptedByProgram?: boolean | undefined;
	/** The VPC that routes lead to, while their connection is not made yet. */
	readonly __leadsTo?:
		| { readonly vpcId: pulumi.Input<string>; readonly regionId?: pulumi.Input<string | undefined> }
		| undefined;
}

type Declared = ComponentHints & { timeouts?: unknown };

/**
 * What the provider is told for this run alone: check takes it out, so it never reaches the state. Nothing at all where there
 * is nothing to tell.
 */
function hintsOf(
	{ __acceptedByProgram: acceptedByProgram, __leadsTo: leadsTo }: ComponentHints,
	opts: pulumi.CustomResourceOptions | undefined,
) {
	const hints = {
		...(opts?.deleteBeforeReplace === true ? { deleteBeforeReplace: true } : {}),
		...(acceptedByProgram === true ? { acceptedByProgram } : {}),
		...(leadsTo !== undefined && pulumi.runtime.isDryRun() ? { leadsTo } : {}),
	};
	return Object.keys(hints).length === 0 ? undefined : hints;
}

/** The type of a kind's resources, as policies and the state write it. */
export function typeOf<K extends Kind>(kind: K): `pulumi-nodejs:dynamic/alicloud/vpcpeer:${K}` {
	return `pulumi-nodejs:dynamic/alicloud/vpcpeer:${kind}`;
}

/** True for a resource of the kind, also one of another copy of this package. */
export function isOfKind(kind: Kind, value: unknown): boolean {
	return (
		pulumi.CustomResource.isInstance(value) &&
		(value as unknown as { __pulumiType?: string }).__pulumiType === typeOf(kind)
	);
}

function customTimeoutsOf(opts: pulumi.CustomResourceOptions | undefined): Timeouts | undefined {
	const given = opts?.customTimeouts;
	return given === undefined ? undefined : { create: given.create, update: given.update, delete: given.delete };
}

/**
 * What makes the resource different from every other: the organization and the URN. The handlers get neither, and derive
 * the ClientToken from it. Names that start with two underscores are not shown in previews.
 */
function identityOf(type: string, name: string, opts: pulumi.CustomResourceOptions | undefined): Promise<string> {
	const identity = pulumi.interpolate`${organization()}/${pulumi.createUrn(name, type, opts?.parent)}`;
	// A promise, because the output depends on the parent: whoever depends on a component waits for all its children, so two
	// children of one component, one of which needs the other, would wait for each other for ever.
	return new Promise((resolve) => {
		identity.apply(resolve);
	});
}

/** There is none in a program's own unit tests, where `pulumi.runtime.setMocks` is usually called without one. */
function organization(): string {
	try {
		return pulumi.getOrganization();
	} catch {
		return "organization";
	}
}
