import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { containsUnknown } from "../../schema/unknown";
import { type Bag, checkFields } from "../check";
import { journalOf } from "../journal";
import { conflictText } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import { planAhead } from "./look-ahead";
import { conflictMend } from "./reconcile";
import { type CheckedRoutes, routesText, vpcPeerRoutes } from "./state";

/** Looks at every input, then, in a preview, at what the cloud says of routes that would be made. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerRoutes, olds, news);
	const isNew = Object.keys(olds).length === 0 && !runtime.replacing.has(String(inputs["__identity"]));
	if (failures.length === 0 && isNew && runtime.isPreview && !containsUnknown(inputs)) {
		failures.push(...(await reviewNew(runtime, inputs as unknown as CheckedRoutes)));
	}
	return { inputs, failures };
}

async function reviewNew(runtime: Runtime, inputs: CheckedRoutes): Promise<dynamic.CheckFailure[]> {
	try {
		const plan = await planAhead(runtime, inputs, []);
		if (plan === undefined) {
			return [];
		}
		if (plan.conflicts.length > 0 && inputs.conflicts !== "leaveAlone") {
			const reason = `${plan.conflicts.map(conflictText).join("; ")}. None is overwritten: delete them, or ${conflictMend}`;
			return [{ property: "instanceId", reason }];
		}
		const tables = new Set(plan.add.map(({ routeTableId }) => routeTableId));
		const count = `${plan.add.length} route${plan.add.length === 1 ? "" : "s"} in ${tables.size} table${tables.size === 1 ? "" : "s"}`;
		journalOf(runtime.journal, inputs.__identity).info(`${routesText(inputs)}: ${count}`);
		return [];
	} catch (error) {
		if (VpcPeeringError.isInstance(error)) {
			return [{ property: propertyIn(error.message), reason: error.message }];
		}
		throw error;
	}
}

/** The input that a message begins with. */
function propertyIn(message: string): string {
	const name = /^[a-zA-Z]+/.exec(message)?.[0] ?? "";
	return Object.hasOwn(vpcPeerRoutes.fields, name) ? name : "";
}
