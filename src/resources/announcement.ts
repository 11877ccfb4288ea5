import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../schema/kinds";

/**
 * In a preview the engine asks the provider about one resource after another, but the program constructs all of them at
 * once. So one resource of a batch, the leader, carries the known arguments of the whole batch, and the provider can look
 * at all of them side by side. A batch is what is constructed before the program next waits for something.
 */
interface Batch {
	readonly members: Member[];
	/** The known arguments of all, and who carries them; settled once the program waits for something. */
	readonly settled: Promise<{ leader: Member | undefined; known: Announced[] }>;
}

interface Member {
	/** What the provider is told of the resource; undefined while it is not known, or must not be told. */
	readonly told: Promise<Announced | undefined>;
	urn?: pulumi.Output<string>;
}

/** A resource as it is announced. */
export interface Announced {
	readonly kind: Kind;
	readonly name: string;
	readonly args: unknown;
}

/** What a resource does with its announcement. */
export interface Announcement {
	/** Belongs into the resource's `__announced` input: all of the batch for the leader, nothing for the others. */
	readonly input: pulumi.Output<unknown[]>;
	/** To be called with the resource's URN, which is known once the engine has asked the provider about it. */
	registeredAs(urn: pulumi.Output<string>): void;
}

let open: Batch | undefined;

/**
 * Announces a resource's arguments; undefined outside a preview. The others of a batch wait until the engine has asked
 * about the leader. Should the leader itself wait for one of them, in a way that can't be seen from here, that ends after
 * a moment: an announcement only saves time.
 */
export function announce(kind: Kind, name: string, args: object): Announcement | undefined {
	if (!pulumi.runtime.isDryRun()) {
		return undefined;
	}
	open ??= openBatch();
	const { members, settled } = open;
	const told = knownNow(args).then((known) => (known === undefined ? undefined : { kind, name, args: known }));
	const member: Member = { told };
	members.push(member);
	const input = settled.then(async ({ leader, known }): Promise<unknown[]> => {
		if (leader === member) {
			return known;
		}
		// One that waits for another resource itself must not wait for the leader: the leader may wait for it.
		if ((await member.told) !== undefined) {
			await registeredOrLate(leader);
		}
		return [];
	});
	return {
		input: pulumi.output(input),
		registeredAs: (urn) => {
			member.urn = urn;
		},
	};
}

function openBatch(): Batch {
	const members: Member[] = [];
	const settled = nextTurn().then(async () => {
		open = undefined;
		const told = await Promise.all(members.map((member) => member.told));
		const leader = members[told.findIndex((known) => known !== undefined)];
		return { leader, known: told.filter((known) => known !== undefined) };
	});
	return { members, settled };
}

/** Long enough for the first review of a preview, short enough to be no harm where the leader waits for another. */
const momentMs = 3_000;

async function registeredOrLate(leader: Member | undefined): Promise<void> {
	const urn = leader?.urn;
	if (urn === undefined) {
		return;
	}
	let timer: NodeJS.Timeout | undefined;
	await new Promise<void>((resolve) => {
		timer = setTimeout(resolve, momentMs);
		urn.apply(() => resolve());
	});
	clearTimeout(timer);
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
	const secret = await Promise.race([pulumi.isSecret(all), aFewTurns()]);
	return secret === false ? Promise.race([value, aFewTurns()]) : undefined;
}

/** Outputs that are known already still take a few turns of the event loop to say so. */
const turnsToWait = 5;

async function aFewTurns(): Promise<undefined> {
	for (let turn = 0; turn < turnsToWait; turn += 1) {
		await nextTurn();
	}
	return undefined;
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
