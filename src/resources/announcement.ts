import * as pulumi from "@pulumi/pulumi";

/**
 * In a preview the engine asks the provider about one resource after another, but the program constructs all of them at
 * once. So the first resource of a batch carries the known arguments of the whole batch, and the provider can look at
 * them side by side. A batch is what is constructed before the program next waits for something.
 */
interface Batch {
	readonly members: Promise<unknown>[];
	readonly ready: Promise<unknown[]>;
}

let open: Batch | undefined;

/**
 * Announces a resource's arguments. What comes back belongs into its `__announced` input: all of the batch for the first
 * resource, nothing for the others; undefined outside a preview. Every resource of the batch waits for it, so that they
 * reach the engine in the order in which they were constructed.
 */
export function announce(args: object): pulumi.Output<unknown[]> | undefined {
	if (!pulumi.runtime.isDryRun()) {
		return undefined;
	}
	const first = open === undefined;
	open ??= openBatch();
	const { members, ready } = open;
	members.push(knownNow(args));
	return pulumi.output(ready.then((known) => (first ? known : [])));
}

function openBatch(): Batch {
	const members: Promise<unknown>[] = [];
	const ready = nextTurn().then(async () => {
		open = undefined;
		return (await Promise.all(members)).filter((known) => known !== undefined);
	});
	return { members, ready };
}

/**
 * The arguments if they are known without waiting for another resource, and no secret is among them: to wait would be a
 * deadlock, since the other resource waits for this batch.
 */
async function knownNow(args: object): Promise<unknown> {
	const all = pulumi.output(args);
	const value = new Promise<unknown>((resolve) => {
		all.apply(resolve);
	});
	const secret = await Promise.race([pulumi.isSecret(all), turns(undefined)]);
	return secret === false ? Promise.race([value, turns(undefined)]) : undefined;
}

/** Outputs that are known already still take a few turns of the event loop to say so. */
const turnsToWait = 3;

async function turns<T>(value: T): Promise<T> {
	for (let turn = 0; turn < turnsToWait; turn += 1) {
		await nextTurn();
	}
	return value;
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
