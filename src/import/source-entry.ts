import { VpcPeeringError } from "../errors/vpc-peering-error";

/** A resource as a Terraform state or a stack export of @pulumi/alicloud lists it. */
export interface SourceEntry {
	/** Its address or URN, for messages. */
	readonly address: string;
	/** The type, as the source spells it. */
	readonly type: string;
	/** Its name in the source, made fit for a Pulumi program. */
	readonly name: string;
	readonly id: string;
	/** Its attributes; ids are taken from here, facts never. */
	readonly attributes: Readonly<Record<string, unknown>>;
	/** The source's own name of the provider that it was managed with; absent for the default one. */
	readonly provider: string | undefined;
}

/** Thrown for a file that is not what it was given as. */
export class ImportSourceError extends VpcPeeringError {
	constructor(message: string) {
		super(message);
		this.name = "ImportSourceError";
	}
}

/** The object that a file holds as JSON; `file` is its name, for messages. Quotes nothing of it: states hold secrets. */
export function parseObject(text: string, file: string, expected: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new ImportSourceError(`${file} is not JSON. Expected ${expected}.`);
	}
	if (!isObject(value)) {
		throw new ImportSourceError(`${file} holds no JSON object. Expected ${expected}.`);
	}
	return value;
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of a list that are objects; none where there is no list. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
