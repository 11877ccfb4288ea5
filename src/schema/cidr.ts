import { BlockList, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * A range in its one form: the network's own address, IPv6 in its short form, a bare IPv4 address as a range of one (as
 * CreateRouteEntry takes it). Undefined for a text that is no range.
 */
export function canonicalCidr(text: string): string | undefined {
	const whole = ipaddr.IPv4.isValidFourPartDecimal(text) ? `${text}/32` : text;
	const [address = "", length = ""] = whole.split("/");
	if (!(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)) || !/^\d{1,3}$/.test(length)) {
		return undefined;
	}
	const family = isIPv6(address) ? ipaddr.IPv6 : ipaddr.IPv4;
	try {
		return `${family.networkAddressFromCIDR(whole).toString()}/${Number(length)}`;
	} catch {
		return undefined;
	}
}

/** True when both texts are the same range, however written. */
export function sameCidr(left: string, right: string): boolean {
	return (canonicalCidr(left) ?? left) === (canonicalCidr(right) ?? right);
}

/** True for a range of IPv6 addresses. */
export function isIpv6Cidr(text: string): boolean {
	return text.includes(":");
}

/**
 * True when two ranges have an address in common. Two ranges overlap exactly when one of them contains the first address
 * of the other. A text that is no range overlaps with nothing.
 */
export function cidrsOverlap(left: string, right: string): boolean {
	return contains(left, right) || contains(right, left);
}

/** The pairs of ranges, one of each list, that overlap. */
export function overlapsBetween(left: readonly string[], right: readonly string[]): [string, string][] {
	return left.flatMap((one) =>
		right.filter((other) => cidrsOverlap(one, other)).map((other): [string, string] => [one, other]),
	);
}

/** True when every address of the inner range is in the outer one. */
export function cidrContains(outer: string, inner: string): boolean {
	return prefixLength(outer) <= prefixLength(inner) && contains(outer, inner);
}

/** How many leading bits a range fixes; a single address fixes all of them. */
export function prefixLength(cidr: string): number {
	const [address = "", length] = cidr.split("/");
	return length === undefined ? (isIPv6(address) ? 128 : 32) : Number(length);
}

/** The two halves of a range; undefined for a single address and for a text that is no range. */
export function halvesOf(cidr: string): [string, string] | undefined {
	const [network = "", length] = (canonicalCidr(cidr) ?? "").split("/");
	const bits = Number(length);
	const bytes = network === "" ? [] : ipaddr.parse(network).toByteArray();
	if (bits >= 8 * bytes.length) {
		return undefined;
	}
	const upper = [...bytes];
	upper[bits >> 3] = (upper[bits >> 3] ?? 0) | (0x80 >> (bits & 7));
	return [`${network}/${bits + 1}`, `${ipaddr.fromByteArray(upper).toString()}/${bits + 1}`];
}

function contains(outer: string, inner: string): boolean {
	const [network = "", length] = outer.split("/");
	const [address = ""] = inner.split("/");
	const family = isIPv6(network) ? "ipv6" : "ipv4";
	if (length === undefined || isIPv6(address) !== isIPv6(network)) {
		return false;
	}
	try {
		const range = new BlockList();
		range.addSubnet(network, Number(length), family);
		return range.check(address, family);
	} catch {
		return false;
	}
}
