import type { Kind } from "../provider/index";

/**
 * The text that every resource of this package carries in its `__provider` property, one per kind. The engine's provider
 * process evaluates it as a CommonJS module and calls `handler()`.
 *
 * It is a constant, and it stays in the state of every stack: deleting and refreshing run the text stored there, however
 * old. So what it names, `pulumi-alicloud-vpcpeer/provider` with `handler(kind)`, is an ABI, and the text itself never
 * changes without need: a changed text shows as a difference of every resource. A test compares it with the text of the
 * first release. See docs/decisions/0001-constant-provider-stub.md.
 *
 * `createRequire` from the working directory finds the package as the program does; a plain `require` in evaluated text
 * would not see the package from within itself.
 */
export function providerStub(kind: Kind): string {
	return `const from = process.cwd() + "/";
let provider;
try {
  provider = require("module").createRequire(from)("pulumi-alicloud-vpcpeer/provider");
} catch (error) {
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
  const message = "pulumi-alicloud-vpcpeer is not found from " + from + " (" + String(error.message).split("\\n")[0] + "). Install it in the Pulumi program's own folder: npm install pulumi-alicloud-vpcpeer";
  throw Object.assign(new Error(message), { stack: message });
}
exports.handler = () => provider.handler(${JSON.stringify(kind)});
`;
}
