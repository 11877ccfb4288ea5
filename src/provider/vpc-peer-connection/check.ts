import type { dynamic } from "@pulumi/pulumi";
import { isUnknown } from "../../schema/unknown";
import { fieldOf, vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import { type Bag, checkFields, isKnownAndRight } from "../check";
import type { Runtime } from "../runtime";
import { reviewNew } from "./review-new";
import { vpcPeerConnection } from "./state";

/** Looks at every input, then at what the cloud says of a connection that would be created. */
export async function check(runtime: Runtime, olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
	const { inputs, failures } = await checkFields(runtime, vpcPeerConnection, olds, news, pairFailures);
	if (failures.length === 0) {
		failures.push(...(await reviewNew(runtime, olds, inputs)));
	}
	return { inputs, failures };
}

/** What no single input shows. */
function pairFailures(inputs: Bag): dynamic.CheckFailure[] {
	const failures: dynamic.CheckFailure[] = [];
	const { vpcId, acceptingVpcId, regionId, acceptingRegionId } = inputs;
	if (typeof vpcId === "string" && vpcId !== "" && !isUnknown(vpcId) && vpcId === acceptingVpcId) {
		failures.push({
			property: "acceptingVpcId",
			reason: "is the same VPC as vpcId: a VPC can't be peered with itself",
		});
	}
	if (regionId === undefined || isUnknown(regionId) || regionId !== acceptingRegionId) {
		return failures;
	}
	for (const name of vpcPeerConnectionFieldNames) {
		if (fieldOf(name).interRegionOnly === true && isKnownAndRight(vpcPeerConnection.fields, name, inputs[name])) {
			failures.push({
				property: name,
				reason: `applies between regions only, and both VPCs are in ${regionId}: leave it out, or give another acceptingRegionId`,
			});
		}
	}
	return failures;
}
