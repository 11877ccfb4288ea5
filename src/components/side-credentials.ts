import * as pulumi from "@pulumi/pulumi";
import { sameValue } from "../schema/compare";
import { regionSetting } from "../schema/region-setting";
import type { VpcPeeringSide } from "./vpc-peering-side";

type Credentials = Pick<VpcPeeringSide, "profile" | "assumeRole">;

/** True for a side that the program works on with credentials of its own, and not the stack's. */
export function hasOwnCredentials({ profile, assumeRole }: Credentials): boolean {
	return profile !== undefined || assumeRole !== undefined;
}

/** True for a side of another account to which the program has no credentials: nothing can be asked for or done there. */
export function isOutOfReach(side: VpcPeeringSide): boolean {
	return side.aliUid !== undefined && !hasOwnCredentials(side);
}

/** The references to credentials of a side, as the resources and lookups take them. */
export function credentialsOf({ profile, assumeRole }: Credentials): Credentials {
	return {
		...(profile === undefined ? {} : { profile }),
		...(assumeRole === undefined ? {} : { assumeRole }),
	};
}

/** True where both sides name the same credentials. Of outputs that can be told only where they are one and the same. */
export function haveSameCredentials(one: Credentials, other: Credentials): boolean {
	return isSame(one.profile, other.profile) && isSame(one.assumeRole, other.assumeRole);
}

function isSame(one: unknown, other: unknown): boolean {
	return one === other || (isKnown(one) && isKnown(other) && sameValue("object", one, other));
}

function isKnown(value: unknown): boolean {
	if (typeof value !== "object" || value === null) {
		return true;
	}
	return !pulumi.Output.isInstance(value) && !(value instanceof Promise) && Object.values(value).every(isKnown);
}

/** The default of every side's region, as the provider finds it. */
export function stackRegion(): string | undefined {
	const { config, environment } = regionSetting;
	return [...config.map((key) => pulumi.runtime.getConfig(key)), ...environment.map((name) => process.env[name])].find(
		(value) => value !== undefined,
	);
}
