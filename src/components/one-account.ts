import * as pulumi from "@pulumi/pulumi";
import type { VpcPeeringSide } from "./vpc-peering-side";

/**
 * The asking side of a connection inside one account, with what the other side says of the same account: its tags, too, and its
 * resource group where the asking side names none. Where both give a tag a value, the asking side's counts.
 */
export function asOneAccount(asking: VpcPeeringSide, other: VpcPeeringSide): VpcPeeringSide {
	const resourceGroupId = asking.resourceGroupId ?? other.resourceGroupId;
	const tags =
		asking.tags === undefined || other.tags === undefined
			? (asking.tags ?? other.tags)
			: pulumi.all([other.tags, asking.tags]).apply(([theirs, ours]) => ({ ...theirs, ...ours }));
	return {
		...asking,
		...(resourceGroupId === undefined ? {} : { resourceGroupId }),
		...(tags === undefined ? {} : { tags }),
	};
}
