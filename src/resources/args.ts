import type * as pulumi from "@pulumi/pulumi";

/** A value of a program's arguments: known, or an output of another resource, at every depth. */
export type DeepInput<T> = T extends string | number | boolean | undefined
	? pulumi.Input<T>
	: pulumi.Input<{ [K in keyof T]: DeepInput<T[K]> }>;

/** Plain inputs as a program may give them. A mapped type, so that the documentation of each input shows on hover. */
export type ArgsOf<Inputs> = { [K in keyof Inputs]: DeepInput<Inputs[K]> };
