import type * as pulumi from "@pulumi/pulumi";

/**
 * The options of a component. `deleteBeforeReplace` is passed on to the connections in it: the engine does not do that by
 * itself, and without it a replacement that was asked for leads to the connection that is there.
 */
export type ComponentOptions = pulumi.ComponentResourceOptions &
	Pick<pulumi.CustomResourceOptions, "deleteBeforeReplace">;

/** What of a component's options the connections in it have to be given. */
export function replacementOptions(
	options: ComponentOptions | undefined,
): Pick<pulumi.CustomResourceOptions, "deleteBeforeReplace"> {
	const { deleteBeforeReplace } = options ?? {};
	return deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace };
}
