import * as pulumi from "@pulumi/pulumi";

/** A resource as the engine was told of it. */
export interface DeclaredResource {
	/** The last part of its type: `VpcPeerRoutes`. */
	readonly kind: string;
	readonly name: string;
	/** Without what the classes add for the provider. */
	readonly inputs: Readonly<Record<string, unknown>>;
	/** The names that it had before, by its own aliases. */
	readonly aliases: readonly string[];
	/** The names of the resources that have to be there first. */
	readonly dependsOn: readonly string[];
	/** What the provider is told for the run alone. */
	readonly hints: unknown;
}

/** The parts of the engine's request that are read here. */
interface RegisterRequest {
	getName(): string;
	getDependenciesList(): string[];
	getAliasesList(): { getUrn(): string; getSpec(): { getName(): string } | undefined }[];
}

interface Monitor {
	registerResource(request: RegisterRequest, callback: unknown): Promise<void>;
}

const registered: pulumi.runtime.MockResourceArgs[] = [];
const requests = new Map<string, { aliases: string[]; dependsOn: string[] }>();

/** Puts mocks in the place of the engine, for one test file. Each credential has an account of its own, of the same name. */
export async function mockEngine(): Promise<void> {
	await pulumi.runtime.setMocks(
		{
			newResource: (args) => {
				registered.push(args);
				return { id: `id-of-${args.name}`, state: { ...args.inputs, instanceId: `pcc-of-${args.name}`, routes: [] } };
			},
			call: ({ inputs }) => ({ accountId: inputs.profile ?? "stack", vpcId: inputs.vpcId, cidrBlocks: [] }),
		},
		"project",
		"stack",
		false,
		"acme",
	);
	const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
	const register = monitor.registerResource.bind(monitor);
	monitor.registerResource = (request, callback) => {
		requests.set(request.getName(), {
			aliases: request.getAliasesList().map((alias) => alias.getSpec()?.getName() ?? alias.getUrn()),
			dependsOn: request.getDependenciesList().map((urn) => urn.split("::").at(-1) ?? urn),
		});
		return register(request, callback);
	};
}

/** The resources that a program declares, components included, by name. */
export async function declaredBy(program: () => void): Promise<Record<string, DeclaredResource[]>> {
	registered.length = 0;
	requests.clear();
	program();
	await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
	const byName: Record<string, DeclaredResource[]> = {};
	for (const { type, name, inputs } of registered) {
		const kind = type.split(":").at(-1) ?? type;
		const own = Object.entries(inputs as object).filter(([input]) => !input.startsWith("__"));
		byName[name] = [
			...(byName[name] ?? []),
			{
				...{ kind, name, inputs: Object.fromEntries(own), hints: inputs.__program },
				...(requests.get(name) ?? { aliases: [], dependsOn: [] }),
			},
		];
	}
	return byName;
}

/** The one resource of a kind and name. */
export function only(declared: Record<string, DeclaredResource[]>, kind: string, name: string): DeclaredResource {
	const found = (declared[name] ?? []).filter((one) => one.kind === kind);
	const [one] = found;
	if (one === undefined || found.length > 1) {
		throw new Error(`${found.length} resources ${kind} ${name}; there are ${namesOf(declared).join(", ")}`);
	}
	return one;
}

/** Kind and name of each resource, sorted. */
export function namesOf(declared: Record<string, DeclaredResource[]>): string[] {
	return Object.values(declared)
		.flat()
		.map(({ kind, name }) => `${kind} ${name}`)
		.sort();
}
