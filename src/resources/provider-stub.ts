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
 * Short, because it stands twice in the state of each resource, and the engine writes the state of all of them with each
 * step. `createRequire` from the working directory finds the package as the program does; a plain `require` in evaluated
 * text would not see the package from within itself.
 */
export function providerStub(kind: Kind): string {
	return `exports.handler=()=>{const n="pulumi-alicloud-vpcpeer",p=n+"/provider",d=process.cwd()+"/",r=require("module").createRequire(d);try{r.resolve(p)}catch{throw Object.assign(Error(n+" is not found from "+d+". Run there: npm install "+n),{stack:""})}return r(p).handler(${JSON.stringify(kind)})}`;
}
