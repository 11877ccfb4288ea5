import type { dynamic } from "@pulumi/pulumi";
import { type Bag, checkFields } from "../check";
import type { Runtime } from "../runtime";
import { reviewRoute } from "./review";
import { type CheckedRoute, vpcPeerRoute } from "./state";

/** Looks at every input, then, in a preview, at what the cloud says of a route that would be made. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerRoute, olds, news);
	if (failures.length === 0 && Object.keys(olds).length === 0) {
		failures.push(...(await reviewRoute(runtime, inputs as unknown as CheckedRoute)));
	}
	return { inputs, failures };
}
