import { randomInt, randomUUID } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

function randomText(length: number): string {
	return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** `pcc-` and lower-case alphanumerics (alicloud-api.md 1.1). The `emu` in it tells a reader where the id comes from. */
export function newConnectionId(): string {
	return `pcc-emu${randomText(15)}`;
}

/** `rte-…`, a route entry (alicloud-api.md 8). */
export function newRouteEntryId(): string {
	return `rte-emu${randomText(15)}`;
}

/** `vtb-…`, a custom route table (alicloud-api.md 8). */
export function newRouteTableId(): string {
	return `vtb-emu${randomText(15)}`;
}

/** The virtual router of a VPC; also gives its system route table its id, so that people know which is whose. */
export function routerIdOf(vpcId: string): string {
	return vpcId.replace(/^vpc-/, "vrt-");
}

/** A system entry has an id, too; it is made of what the entry is. */
export function systemEntryIdOf(routeTableId: string, destination: string): string {
	return `rte-${routeTableId.replace(/^vtb-/, "")}-${destination.replace(/[^0-9a-f]+/g, "-")}`;
}

/** Request ids look like `54B48E3D-DF70-471B-AA93-08E683A1B457`. */
export function newRequestId(): string {
	return randomUUID().toUpperCase();
}

/** An access key id, secret and security token that no cloud would know. */
export function newSessionKeys(): { accessKeyId: string; accessKeySecret: string; securityToken: string } {
	return {
		accessKeyId: `STS.emulator-${randomText(16)}`,
		accessKeySecret: `emulator-${randomText(32)}`,
		securityToken: `emulator-token-${randomText(48)}`,
	};
}

/** Order ids of CDT are opaque texts. */
export function newOrderId(): string {
	return String(randomInt(10 ** 12, 10 ** 13));
}
