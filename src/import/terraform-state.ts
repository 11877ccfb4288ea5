import { ImportSourceError, isObject, objectsIn, parseObject, type SourceEntry } from "./source-entry";

const expected = "a Terraform state of version 4, as `terraform state pull` prints it";

/** The version of state files since Terraform 0.12, also OpenTofu's. */
const stateVersion = 4;

/**
 * The managed resources of a Terraform or OpenTofu state file.
 *
 * Source of the form: `internal/states/statefile/version4.go` of Terraform: `resources[]` with `mode`, `type`, `name`,
 * `provider`, `module`, and `instances[]` with `attributes`, `index_key` and `deposed`.
 */
export function entriesOfTerraformState(text: string, file: string): SourceEntry[] {
	const state = parseObject(text, file, expected);
	if ("encrypted_data" in state) {
		throw new ImportSourceError(
			`${file} is encrypted by OpenTofu. Give the decrypted state: \`tofu state pull > state.json\`.`,
		);
	}
	if (state["version"] !== stateVersion) {
		const version = typeof state["version"] === "number" ? `has version ${state["version"]}` : "has no version";
		throw new ImportSourceError(`${file} ${version}. Expected ${expected}.`);
	}
	return objectsIn(state["resources"])
		.filter(({ mode }) => mode === "managed")
		.flatMap((resource) =>
			objectsIn(resource["instances"])
				// A deposed instance waits for its deletion: its successor is listed, too.
				.filter((instance) => instance["deposed"] === undefined)
				.map((instance) => toEntry(resource, instance)),
		);
}

function toEntry(resource: Record<string, unknown>, instance: Record<string, unknown>): SourceEntry {
	const attributes = isObject(instance["attributes"]) ? instance["attributes"] : {};
	const [module, type, name] = [resource["module"], resource["type"], resource["name"]].map((part) =>
		String(part ?? ""),
	);
	const index = instance["index_key"];
	const path = module === "" ? "" : `${module}.`;
	return {
		address: `${path}${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`,
		type: type ?? "",
		// `module.net["a"].<type>.main["b"]` is `net-a-main-b`.
		name: [...String(module).matchAll(/module\.([^.[]+)(?:\["?([^"\]]*)"?\])?/g)]
			.flatMap(([, moduleName, key]) => [moduleName, key])
			.concat(name, index === undefined ? undefined : String(index))
			.filter((part) => part !== undefined && part !== "")
			.join("-"),
		id: String(attributes["id"] ?? ""),
		attributes,
		provider: aliasOf(String(resource["provider"] ?? "")),
	};
}

/** `provider["registry.terraform.io/aliyun/alicloud"].accepting` has the alias `accepting`. */
function aliasOf(provider: string): string | undefined {
	return /\]\.([\w-]+)$/.exec(provider)?.[1];
}
