import pLimit from "p-limit";
import { ConfigurationError } from "../errors/configuration-error";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import type { Runtime } from "../provider/runtime";
import { providerStub } from "../resources/provider-stub";
import { type Found, isSkipped, type Skipped, type Wanted } from "./imported";
import { importerOf } from "./importers";
import { ResourceNames, toResourceName } from "./names";
import { programText } from "./program-text";

/** The stack that the resources are imported into. */
export interface StackIdentity {
	readonly organization: string;
	readonly project: string;
	readonly stack: string;
}

/** What comes of an import. */
export interface ImportPlan {
	/** The content for `pulumi import --file`. Source of the form: `cmd/pulumi/operations/import.go`, `importFile`. */
	readonly file: { readonly resources: readonly ImportSpec[] };
	readonly program: string;
	readonly skipped: readonly Skipped[];
	readonly remarks: readonly string[];
}

/** A resource of the file. With outputs the engine asks no provider, which for a dynamic resource it could not. */
interface ImportSpec {
	readonly type: string;
	readonly name: string;
	readonly id: string;
	readonly inputs: object;
	readonly outputs: object;
}

/** So many are read side by side. */
const parallelReads = 8;

/** Reads what is wanted from the cloud and says how it is imported. */
export async function planImport(
	runtime: Runtime,
	wanted: readonly Wanted[],
	stack: StackIdentity,
): Promise<ImportPlan> {
	const limit = pLimit(parallelReads);
	const read = await Promise.all(distinct(wanted).map((one) => limit(() => readOne(runtime, one))));
	const found = read.filter((one): one is Found => !isSkipped(one));
	const names = new ResourceNames();
	const named = found.map((one) => ({ ...one, name: names.unique(one.wanted.kind, nameOf(one)) }));
	return {
		file: { resources: named.map((one) => toSpec(one, stack)) },
		program: programText(named.map(({ name, id, args, wanted: { kind } }) => ({ kind, name, id, args }))),
		skipped: read.filter(isSkipped),
		remarks: named.flatMap(({ remarks }) => remarks),
	};
}

/** A thing that is wanted twice, as from two states, is imported once. */
function distinct(wanted: readonly Wanted[]): Wanted[] {
	return [...new Map(wanted.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}

async function readOne(runtime: Runtime, wanted: Wanted): Promise<Found | Skipped> {
	try {
		return await importerOf(wanted.kind).read(runtime, wanted);
	} catch (error) {
		// Settings and credentials are the same for all: the first that misses them speaks for the rest.
		if (error instanceof ConfigurationError || !VpcPeeringError.isInstance(error)) {
			throw error;
		}
		return { from: wanted.from, why: error.message };
	}
}

function nameOf({ wanted, nameInCloud }: Found): string {
	return toResourceName(wanted.name ?? nameInCloud ?? `${importerOf(wanted.kind).prefix}-${wanted.id}`);
}

function toSpec({ name, id, wanted, inputs, stateFor }: Found & { name: string }, stack: StackIdentity): ImportSpec {
	const type = `pulumi-nodejs:dynamic/alicloud/vpcpeer:${wanted.kind}`;
	const identity = `${stack.organization}/urn:pulumi:${stack.stack}::${stack.project}::${type}::${name}`;
	const providerText = providerStub(wanted.kind);
	return {
		type,
		name,
		id,
		inputs: { ...inputs, __identity: identity, __provider: providerText },
		outputs: stateFor(identity, providerText),
	};
}
