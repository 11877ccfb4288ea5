import type { Kind } from "../schema/kinds";

/**
 * The text that every resource of this package carries in its `__provider` property, one per kind. The engine's provider
 * process evaluates it as a CommonJS module and calls `handler()`.
 *
 * It is a constant, and it stays in the state of every stack: deleting and refreshing run the text stored there, however
 * old. So what it names, `pulumi-alicloud-vpcpeer/provider` with `handler(kind)`, is an ABI, and the text itself never
 * changes without need: a changed text shows as a difference of every resource. A test compares it with the text of the
 * first release. See docs/decisions/0001-constant-provider-stub.md.
 *
 * Short, because it stands twice in the state of each resource. `createRequire` from the working directory finds the package as the program does; a plain `require` in evaluated text
 * would not see the package from within itself.
 */
export function providerStub(kind: Kind): string {
	return `exports.handler=()=>{const from=process.cwd()+"/",load=require("module").createRequire(from),name="pulumi-alicloud-vpcpeer/provider";
try{load.resolve(name)}catch{const e=new Error("pulumi-alicloud-vpcpeer is not found from "+from+". Run there: npm install pulumi-alicloud-vpcpeer");e.stack="";throw e}
return load(name).handler(${JSON.stringify(kind)})}`;
}
