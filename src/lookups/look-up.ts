import * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import { failProgram } from "../resources/failed-program";
import type * as Cloud from "./cloud/index";

type Lookups = typeof Cloud.lookups;
type ArgsOfLookup<Name extends keyof Lookups> = Parameters<Lookups[Name]>[0];
type ResultOfLookup<Name extends keyof Lookups> = Awaited<ReturnType<Lookups[Name]>>;

/** Options of the lookups that take and return outputs. */
export interface LookupOutputOptions {
	/**
	 * Resources that must exist before the lookup is made. While one of them is still to be created, as in a preview, the
	 * result is not known.
	 */
	dependsOn?: pulumi.CustomResource | readonly pulumi.CustomResource[];
}

/**
 * Looks, at preview as well as at up, in the program's own process. `fresh` asks anew what an earlier lookup of this run
 * has asked already: for what may have changed since.
 */
export async function lookUp<Name extends keyof Lookups>(
	name: Name,
	args: ArgsOfLookup<Name>,
	fresh: boolean,
): Promise<ResultOfLookup<Name>> {
	if (isMocked()) {
		return pulumi.runtime.invoke(`alicloud-vpcpeer:index:${name}`, args) as Promise<ResultOfLookup<Name>>;
	}
	// Not before a lookup is made: a program that only declares resources never loads the cloud's SDK.
	const { lookups } = require("./cloud/index") as typeof Cloud;
	const look = lookups[name] as (args: ArgsOfLookup<Name>, fresh: boolean) => Promise<ResultOfLookup<Name>>;
	return look(args, fresh);
}

/** The same for outputs: while an argument is not known, or a resource not made, the result is not known either. */
export function lookUpOutput<Name extends keyof Lookups>(
	name: Name,
	args: ArgsOf<ArgsOfLookup<Name>>,
	options: LookupOutputOptions,
): pulumi.Output<ResultOfLookup<Name>> {
	const needed = [options.dependsOn ?? []].flat();
	// What comes out of a resource may have been asked about before the resource was made.
	const fresh = needed.length > 0 || !isPlain(args);
	const known = pulumi.all([pulumi.output<unknown>(args), pulumi.all(needed.map(({ id }) => id))]);
	return known.apply(([plain]) => lookUp(name, plain as ArgsOfLookup<Name>, fresh).catch(failProgram)) as pulumi.Output<
		ResultOfLookup<Name>
	>;
}

/** In a program's own unit tests, after `pulumi.runtime.setMocks`, its mock of `call` answers the lookups. */
function isMocked(): boolean {
	const monitor: unknown = pulumi.runtime.getMonitor();
	return (monitor as object | undefined)?.constructor.name === "MockMonitor";
}

function isPlain(value: unknown): boolean {
	if (typeof value !== "object" || value === null) {
		return true;
	}
	return !pulumi.Output.isInstance(value) && !(value instanceof Promise) && Object.values(value).every(isPlain);
}
