import type * as pulumi from "@pulumi/pulumi";

type Plain = string | number | boolean | undefined;

/**
 * A value of a program's arguments: known, or an output of another resource, at every depth. Not spread over unions: an output
 * that may be one or the other, such as an optional one, is as good as either.
 */
export type DeepInput<T> = [T] extends [Plain] ? pulumi.Input<T> : pulumi.Input<Deep<T>>;

type Deep<T> = T extends Plain ? T : { [K in keyof T]: DeepInput<T[K]> };

/** Plain inputs as a program may give them. A mapped type, so that the documentation of each input shows on hover. */
export type ArgsOf<Inputs> = { [K in keyof Inputs]: DeepInput<Inputs[K]> };
