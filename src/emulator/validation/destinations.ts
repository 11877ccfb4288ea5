import { type Cidr, readCidr } from "../cidr";
import { cloudError } from "../cloud-error";
import type { VpcRecord } from "../world/model";
import { SERVICE_RANGE, vSwitchAround } from "../world/routes";

/** A destination in its one form. */
export function checkedDestination(text: string): Cidr {
	const destination = readCidr(text);
	if (destination === undefined) throw cloudError("InvalidCidrBlock.Malformed", text);
	return destination;
}

/** Refuses a destination that the system routes of a VPC rule out (alicloud-api.md 3.2). */
export function checkDestinationInVpc(vpc: VpcRecord, { text, version }: Cidr): void {
	if (version === "IPv6" && vpc.ipv6CidrBlocks.length === 0) {
		throw cloudError("OperationDenied.VpcIpv6NotEnabled", vpc.id);
	}
	const isSystemRange = text === SERVICE_RANGE || vpc.vSwitches.some((vSwitch) => vSwitch.cidrBlock === text);
	// Which of the codes for a taken destination stands for a system route is assumed.
	if (isSystemRange) throw cloudError("InvalidCIDRBlock.Duplicate", text);
	const vSwitch = vSwitchAround(vpc, text);
	if (vSwitch !== undefined) throw cloudError("InvalidCidrBlock", text, `it lies inside vSwitch ${vSwitch}`);
}
