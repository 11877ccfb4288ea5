import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses in its one form. */
export interface Cidr {
	readonly version: "IPv4" | "IPv6";
	/** Compressed, e.g. `10.0.0.0/8` or `2408:4005::/32`. */
	readonly text: string;
}

/**
 * Reads a range; undefined when it is none, or has bits beyond its prefix (assumed to be malformed). A bare IPv4 address
 * is a range of one address (alicloud-api.md 3.2).
 */
export function readCidr(text: string): Cidr | undefined {
	const whole = ipaddr.IPv4.isValidFourPartDecimal(text) ? `${text}/32` : text;
	const [address = ""] = whole.split("/");
	if (!address.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(address)) return undefined;
	const range = parse(whole);
	if (range === undefined) return undefined;
	const [network, bits] = range;
	const version = network.kind() === "ipv4" ? "IPv4" : "IPv6";
	const first =
		version === "IPv4" ? ipaddr.IPv4.networkAddressFromCIDR(whole) : ipaddr.IPv6.networkAddressFromCIDR(whole);
	if (first.toString() !== network.toString()) return undefined;
	return { version, text: `${network.toString()}/${bits}` };
}

/** Whether a range holds the whole of another one, or equals it. */
export function containsCidr(outer: string, inner: string): boolean {
	const [outerRange, innerRange] = [parse(outer), parse(inner)];
	if (outerRange === undefined || innerRange === undefined) return false;
	const [network, bits] = outerRange;
	const [address, innerBits] = innerRange;
	return network.kind() === address.kind() && innerBits >= bits && address.match(network as never, bits);
}

/** Whether two ranges have an address in common: then one holds the other. */
export function overlapCidr(one: string, other: string): boolean {
	return containsCidr(one, other) || containsCidr(other, one);
}

/** The two halves of a range of more than one address. */
export function halveCidr(text: string): readonly [string, string] {
	const [network, bits] = ipaddr.parseCIDR(text);
	const bytes = network.toByteArray();
	const upper = bytes.map((byte, index) => (index === bits >> 3 ? byte | (0x80 >> (bits & 7)) : byte));
	const halves = [bytes, upper].map((half) => `${ipaddr.fromByteArray(half).toString()}/${bits + 1}`);
	return halves as [string, string];
}

function parse(text: string): [Address, number] | undefined {
	try {
		return ipaddr.parseCIDR(text);
	} catch {
		return undefined;
	}
}
