import type { ActionContext } from "../actions/action";
import { type Cidr, readCidr } from "../cidr";
import { cloudError } from "../cloud-error";
import type { VpcRecord } from "../world/model";
import { findPrefixList } from "../world/prefix-lists";
import { SERVICE_RANGE, vSwitchAround } from "../world/routes";

/** What the text of a destination stands for, as far as it says so itself. */
type WantedDestination = Cidr | { readonly prefixListId: string };

/** Where an entry leads. */
export interface Destination {
	/** As the entry keeps it: a range in its one form, or the id of a prefix list. */
	readonly text: string;
	readonly version: "IPv4" | "IPv6";
	readonly isPrefixList: boolean;
}

/** Whether a text is the id of a prefix list rather than a range. */
export function isPrefixListId(text: string): boolean {
	return text.startsWith("pl-");
}

/** A range as a destination in its one form. */
export function checkedRange(text: string): Cidr {
	const range = readCidr(text);
	if (range === undefined) throw cloudError("InvalidCidrBlock.Malformed", text);
	return range;
}

/** A range, or the id of a prefix list; whether there is such a list is not looked at. */
export function checkedDestination(text: string): WantedDestination {
	return isPrefixListId(text) ? { prefixListId: text } : checkedRange(text);
}

/** The destination of a new entry in a VPC; refuses what the VPC rules out (alicloud-api.md 3.2, 3.4). */
export function destinationIn(context: ActionContext, vpc: VpcRecord, wanted: WantedDestination): Destination {
	const isPrefixList = "prefixListId" in wanted;
	const { text, version } = isPrefixList ? requiredPrefixList(context, vpc, wanted.prefixListId) : wanted;
	// Of a prefix list it is assumed that it is refused like a range of its version.
	if (version === "IPv6" && vpc.ipv6CidrBlocks.length === 0) {
		throw cloudError("OperationDenied.VpcIpv6NotEnabled", vpc.id);
	}
	if (!isPrefixList) checkAgainstSystemRoutes(vpc, text);
	return { text, version, isPrefixList };
}

/** One of another account or region is as unknown as one that never was (assumed; sharing is not emulated). */
function requiredPrefixList({ store, caller }: ActionContext, vpc: VpcRecord, id: string): Cidr {
	const list = findPrefixList(store.state.prefixLists, id);
	if (list === undefined || list.ownerUid !== caller.account.uid || list.regionId !== vpc.regionId) {
		throw cloudError("ResourceNotFound.PrefixList", id);
	}
	return { text: list.id, version: list.ipVersion };
}

/**
 * System routes come first. The ranges of a prefix list are not looked at: an association has a list of those that are
 * not effective, so that they are assumed to be left out rather than refused.
 */
function checkAgainstSystemRoutes(vpc: VpcRecord, text: string): void {
	if (text === SERVICE_RANGE) throw cloudError("InvalidCidrBlock", text, "it is the range of the cloud's services");
	const vSwitch = vSwitchAround(vpc, text);
	if (vSwitch !== undefined) throw cloudError("InvalidCidrBlock", text, `it lies inside vSwitch ${vSwitch}`);
}
