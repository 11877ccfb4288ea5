import * as pulumi from "@pulumi/pulumi";
import { haveSameCredentials, isOutOfReach } from "./side-credentials";
import type { VpcPeeringSide } from "./vpc-peering-side";

/**
 * What both sides share where they belong to one account, as their credentials say: the connection then has one set of tags,
 * those of both sides, and one resource group, that of the asking side or else of the other. Where both give a tag a value,
 * the asking side's counts. Nothing for two accounts: each has its own.
 */
export function sharedBy(
	asking: VpcPeeringSide,
	other: VpcPeeringSide,
): Pick<VpcPeeringSide, "resourceGroupId" | "tags"> {
	if (isOutOfReach(other) || !haveSameCredentials(asking, other)) {
		return {};
	}
	const resourceGroupId = asking.resourceGroupId ?? other.resourceGroupId;
	const tags =
		asking.tags === undefined || other.tags === undefined
			? (asking.tags ?? other.tags)
			: pulumi.all([other.tags, asking.tags]).apply(([theirs, ours]) => ({ ...theirs, ...ours }));
	return {
		...(resourceGroupId === undefined ? {} : { resourceGroupId }),
		...(tags === undefined ? {} : { tags }),
	};
}
