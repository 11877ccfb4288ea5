import { type Command, InvalidArgumentError } from "commander";

/** What the command line says. */
export interface ImportFileOptions {
	readonly fromTerraform?: string;
	readonly fromPulumi?: string;
	readonly name?: readonly string[];
	readonly stack?: string;
	readonly region?: string;
	readonly profile?: string;
	readonly profileFor?: ReadonlyMap<string, string>;
	readonly out: string;
	readonly program?: string;
	readonly force?: boolean;
}

const examples = `
Examples, in the folder of the Pulumi program:
  pulumi-alicloud-vpcpeer import-file pcc-lnk0m24khwvtkm pcc-x9t1k2mwqkzxyz
  pulumi-alicloud-vpcpeer import-file pcc-lnk0m24khwvtkm --name app-to-data --program index.ts
  terraform state pull > state.json && pulumi-alicloud-vpcpeer import-file --from-terraform state.json
  pulumi stack export > old.json && pulumi-alicloud-vpcpeer import-file --from-pulumi old.json

It only reads: nothing in the cloud or in a state changes before you run the \`pulumi import\` that it prints.
docs/migrate.md of this package goes through it step by step.`;

/** `pulumi-alicloud-vpcpeer import-file`: what `pulumi import` needs to take over things that exist. */
export function addImportFileCommand(program: Command): void {
	program
		.command("import-file")
		.description("Write the file for `pulumi import`, and the program's text, for peerings that exist.")
		.argument("[instanceId...]", "ids of VPC peering connections (pcc-...)")
		.option("--from-terraform <file>", "take the ids and names from a Terraform or OpenTofu state")
		.option("--from-pulumi <file>", "take the ids and names from a `pulumi stack export` of @pulumi/alicloud")
		.option("--name <name...>", "names of the resources, in the order of the ids; else those that the cloud knows")
		.option("--stack <name>", "the stack to import into: its name here, or organization/project/stack from anywhere")
		.option("--region <region>", "the region of the stack, instead of alicloud:region")
		.option("--profile <profile>", "profile of the Alibaba Cloud CLI to read with; the resources carry it, too")
		.option(
			"--profile-for <provider=profile>",
			"profile for what the source manages with this provider: an alias of Terraform, or a provider's name; repeatable",
			providerProfile,
		)
		.option("--out <file>", "the file for `pulumi import --file`", "import.json")
		.option("--program <file>", "write the program's text there instead of to standard output")
		.option("--force", "overwrite files that exist")
		.addHelpText("after", examples)
		.action(async (instanceIds: string[], options: ImportFileOptions) => {
			const { runImportFile } = await import("./run-import-file.js");
			await runImportFile(instanceIds, options);
		});
}

function providerProfile(text: string, others: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
	const [, provider, profile] = /^([^=]+)=(.+)$/.exec(text) ?? [];
	if (provider === undefined || profile === undefined) {
		throw new InvalidArgumentError("Allowed: provider=profile, such as accepting=partner.");
	}
	return new Map([...others, [provider, profile]]);
}
