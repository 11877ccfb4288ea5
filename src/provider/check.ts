import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { normalize } from "../schema/compare";
import { type FieldTable, type KindFields, namesOf, rowOf } from "../schema/field";
import { containsUnknown, isUnknown } from "../schema/unknown";
import { claimFailures, claimsOf } from "./claims";
import type { ProgramHints } from "./program";
import type { Runtime } from "./runtime";

/** Inputs as the engine sends them, of any kind. */
export type Bag = Record<string, unknown>;

type Failure = dynamic.CheckFailure;

/**
 * Fills in the defaults and looks at every input by the kind's table. All that is wrong is said at once; values that are not
 * known yet are skipped. `together` says what no single input shows.
 */
export async function checkFields(
	runtime: Runtime,
	{ kind, fields }: KindFields,
	olds: Bag,
	news: Bag,
	together: (inputs: Bag) => Failure[] = () => [],
): Promise<{ inputs: Bag; failures: Failure[] }> {
	const { __announced: announced, __program: hints, ...declared } = news;
	if (announced !== undefined) {
		runtime.isPreview = true;
		for (const { kind: ofKind, name, args } of runtime.announcements.add(announced)) {
			const claims = claimsOf(ofKind, args).map(({ what }) => what);
			runtime.program.announce(ofKind, name, claims);
		}
	}
	const identity = String(declared["__identity"] ?? "");
	runtime.program.note(kind, identity, {
		isKnown: Object.keys(olds).length > 0,
		...(hints === undefined ? {} : { hints: hints as ProgramHints }),
	});
	const inputs = withDefaults(runtime, fields, declared);
	return {
		inputs,
		failures: [
			...unknownNames(kind, fields, inputs),
			...fieldFailures(fields, inputs),
			...together(inputs),
			...claimFailures(runtime, kind, inputs),
			...(await accessFailures(runtime, inputs)),
		],
	};
}

/** The inputs in their one form, with the defaults that the table names. */
export function withDefaults(runtime: Runtime, fields: FieldTable, given: Bag): Bag {
	const inputs = inOneForm(fields, given);
	for (const [name, { defaultFrom }] of Object.entries(fields)) {
		if (defaultFrom === undefined || inputs[name] !== undefined) {
			continue;
		}
		const value = "setting" in defaultFrom ? runtime.settings.get(defaultFrom.setting) : inputs[defaultFrom.input];
		// A member that is there and undefined can't be sent to the engine.
		if (value !== undefined) {
			inputs[name] = value;
		}
	}
	return inputs;
}

function inOneForm(fields: FieldTable, given: Bag): Bag {
	const inputs: Bag = {};
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined || value === null) {
			continue;
		}
		const field = containsUnknown(value) ? undefined : rowOf(fields, name);
		// A value of the wrong kind stays as it is, so that the message can quote it.
		inputs[name] = field !== undefined && field.rule(value).length === 0 ? normalize(field.kind, value) : value;
	}
	return inputs;
}

/** What is wrong with each input by itself. */
export function fieldFailures(fields: FieldTable, inputs: Bag): Failure[] {
	return namesOf(fields).flatMap((name) => failuresOf(fields, name, inputs[name]));
}

/** True when a value is known and its field's rule has nothing against it. */
export function isKnownAndRight(fields: FieldTable, name: string, value: unknown): boolean {
	return value !== undefined && !isUnknown(value) && rowOf(fields, name)?.rule(value).length === 0;
}

function unknownNames(kind: string, fields: FieldTable, inputs: Bag): Failure[] {
	const names = namesOf(fields);
	return Object.keys(inputs)
		.filter((name) => rowOf(fields, name) === undefined && !name.startsWith("__"))
		.map((name) => {
			const meant = names.find((known) => known.toLowerCase() === name.toLowerCase());
			const hint = meant === undefined ? `The inputs are ${names.join(", ")}` : `Did you mean ${meant}?`;
			return { property: name, reason: `is not an input of ${kind}. ${hint}` };
		});
}

// The engine writes the property and its value (or that it is secret) before each reason, as in
// "property linkType value {Silver} has a problem: must be Platinum or Gold".
function failuresOf(fields: FieldTable, name: string, value: unknown): Failure[] {
	const field = rowOf(fields, name);
	if (field === undefined || isUnknown(value)) {
		return [];
	}
	if (value === undefined || value === "") {
		// The absence of the input from which this one takes its value is said there already.
		const saidElsewhere = value === undefined && field.defaultFrom !== undefined && "input" in field.defaultFrom;
		if (field.required === true && !saidElsewhere) {
			return [{ property: name, reason: field.whenMissing ?? "is required" }];
		}
		return value === "" ? [{ property: name, reason: "is empty: leave it out, or give a value" }] : [];
	}
	return field.rule(value).map(({ path, problem }) => ({
		property: name,
		reason: path === undefined ? problem : `${name}${path} ${problem}`,
	}));
}

/** Region, endpoint and credentials, as far as can be told without a request to the cloud. */
async function accessFailures(runtime: Runtime, inputs: Bag): Promise<Failure[]> {
	const { profile, assumeRole } = inputs as { profile?: string; assumeRole?: { roleArn: string } };
	if (containsUnknown(profile) || containsUnknown(assumeRole)) {
		return [];
	}
	try {
		await runtime.access({ profile, assumeRole }).credentials.verify();
		return [];
	} catch (error) {
		if (VpcPeeringError.isInstance(error)) {
			return [{ property: profile === undefined ? "" : "profile", reason: error.message }];
		}
		throw error;
	}
}
