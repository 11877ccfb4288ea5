import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { containsUnknown, isUnknown } from "../../schema/unknown";
import { type Bag, checkFields } from "../check";
import { journalOf } from "../journal";
import { RouteConflict } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import { clashesAhead } from "./clashes-ahead";
import { assertNoConflict } from "./conflicts";
import { planAhead } from "./look-ahead";
import { reliedText } from "./routes-plan";
import { type CheckedRoutes, routesText, vpcPeerRoutes } from "./state";

/** Looks at every input, then, in a preview, at what the cloud says of routes that would be made. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerRoutes, olds, news);
	const isNew = Object.keys(olds).length === 0 && !runtime.replacing.has(String(inputs["__identity"]));
	if (failures.length === 0 && isNew && runtime.isPreview) {
		const { instanceId, ...rest } = inputs;
		if (!containsUnknown(inputs)) {
			failures.push(...(await reviewNew(runtime, inputs as unknown as CheckedRoutes)));
		} else if (isUnknown(instanceId) && !containsUnknown(rest) && inputs["conflicts"] !== "leaveAlone") {
			failures.push(...(await reviewUnmade(runtime, inputs as unknown as CheckedRoutes)));
		}
	}
	return { inputs, failures };
}

/** Routes to a connection that the same run makes: what is in their way can be told before. */
function reviewUnmade(runtime: Runtime, inputs: CheckedRoutes): Promise<dynamic.CheckFailure[]> {
	return asFailures(async () => {
		const foresight = await clashesAhead(runtime, inputs);
		if (foresight !== undefined) {
			assertNoConflict(runtime, foresight, { ...inputs, instanceId: "the connection that is to be made" });
		}
	});
}

function reviewNew(runtime: Runtime, inputs: CheckedRoutes): Promise<dynamic.CheckFailure[]> {
	return asFailures(async () => {
		const foresight = await planAhead(runtime, inputs, []);
		if (foresight === undefined) {
			return;
		}
		if (inputs.conflicts !== "leaveAlone") {
			assertNoConflict(runtime, foresight, inputs);
		}
		const { add, takeOver } = foresight.plan;
		const tables = new Set([...add, ...takeOver].map(({ routeTableId }) => routeTableId));
		const taken =
			takeOver.length === 0 ? "" : `, ${takeOver.length} of them taken over from a resource of another name`;
		const count = `${counted(add.length + takeOver.length, "route")} in ${counted(tables.size, "table")}${taken}`;
		const journal = journalOf(runtime.journal, inputs.__identity);
		journal.info(`${routesText(inputs)}: ${count}`);
		const relied = reliedText(foresight.plan, foresight.whose, inputs);
		if (relied !== undefined) {
			journal.warn(relied);
		}
	});
}

/** What a review refuses, as failures of the check. */
async function asFailures(review: () => Promise<void>): Promise<dynamic.CheckFailure[]> {
	try {
		await review();
		return [];
	} catch (error) {
		if (error instanceof RouteConflict) {
			return [{ property: "instanceId", reason: error.message }];
		}
		if (VpcPeeringError.isInstance(error)) {
			return [{ property: propertyIn(error.message), reason: error.message }];
		}
		throw error;
	}
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** The input that a message begins with. */
function propertyIn(message: string): string {
	const name = /^[a-zA-Z]+/.exec(message)?.[0] ?? "";
	return Object.hasOwn(vpcPeerRoutes.fields, name) ? name : "";
}
