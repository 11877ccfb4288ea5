import type { Holder } from "./holders";

/** The resource's name in the program. */
export function nameIn(identity: string | undefined): string {
	return identity?.split("::").at(-1) ?? "";
}

/** A resource for people: `VpcPeerConnection app`. */
export function holderText({ kind, identity }: Holder): string {
	return `${kind} ${nameIn(identity)}`;
}
