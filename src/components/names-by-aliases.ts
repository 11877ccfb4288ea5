import * as pulumi from "@pulumi/pulumi";

/** The name of a component, and those that it had by its own aliases. */
export function namesByAliases(
	name: string,
	aliases: pulumi.ComponentResourceOptions["aliases"] = [],
): [string, ...pulumi.Input<string>[]] {
	const former = aliases.map((alias) =>
		isKnown(alias) ? nameIn(alias, name) : pulumi.output(alias).apply((one) => nameIn(one as pulumi.Alias, name)),
	);
	return [name, ...new Set(former.filter((one) => one !== name))] as [string, ...pulumi.Input<string>[]];
}

function isKnown(alias: pulumi.Input<pulumi.URN | pulumi.Alias>): alias is pulumi.URN | pulumi.Alias {
	return !pulumi.Output.isInstance(alias) && !(alias instanceof Promise);
}

function nameIn(alias: pulumi.URN | pulumi.Alias, otherwise: string): pulumi.Input<string> {
	return typeof alias === "string" ? (alias.split("::").at(-1) ?? otherwise) : (alias.name ?? otherwise);
}
