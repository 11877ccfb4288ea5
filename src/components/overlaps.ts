import * as pulumi from "@pulumi/pulumi";
import { getVpcRangesOutput } from "../lookups/get-vpc-ranges";
import { failProgram } from "../resources/failed-program";
import { overlapsBetween } from "../schema/cidr";
import { DeclarationError } from "./declaration-error";
import { credentialsOf } from "./side-credentials";
import type { VpcPeeringSide } from "./vpc-peering-side";

/**
 * The second side's VPC, once its ranges have been compared with the first's: each side's credentials see one of them, and
 * the connection's own review sees the one that asks only.
 */
export function withoutOverlap(
	subject: string,
	first: VpcPeeringSide,
	second: VpcPeeringSide,
	allowed: pulumi.Input<boolean | undefined>,
): pulumi.Output<string> {
	const sides = pulumi.all([rangesOf(first), rangesOf(second), allowed, second.vpcId]);
	return sides.apply(([ours, theirs, isAllowed, vpcId]) => {
		const overlaps = overlapsBetween(ours.cidrBlocks ?? [], theirs.cidrBlocks ?? []);
		if (overlaps.length > 0 && isAllowed !== true) {
			return failProgram(
				new DeclarationError(
					`${subject}: ${ours.vpcId} and ${vpcId} overlap: ${overlaps.map((pair) => pair.join(" and ")).join("; ")}. The cloud accepts this, and traffic to these ranges silently fails. Change the ranges, or set allowOverlappingCidrs: true if it is wanted.`,
				),
			);
		}
		return vpcId;
	}) as pulumi.Output<string>;
}

/**
 * The VPCs of a star, once all spokes' ranges have been compared: two that overlap would need one route in the hub's tables
 * to lead to two places. The pairs that are joined are compared by the review of their connection.
 */
export function withoutSpokeOverlaps<Side extends VpcPeeringSide>(
	subject: string,
	vpcs: Readonly<Record<string, Side>>,
	hub: string,
	allowed: pulumi.Input<boolean | undefined>,
): Record<string, Side> {
	const spokes = Object.entries(vpcs).filter(([member]) => member !== hub);
	const compared = pulumi.all([pulumi.all(spokes.map(([, side]) => rangesOf(side))), allowed]).apply(([seen, is]) => {
		const overlaps = seen.flatMap((left, index) =>
			seen
				.slice(index + 1)
				.flatMap((right) =>
					overlapsBetween(left.cidrBlocks ?? [], right.cidrBlocks ?? []).map(
						([one, other]) => `${left.vpcId} ${one} and ${right.vpcId} ${other}`,
					),
				),
		);
		if (overlaps.length > 0 && is !== true) {
			return failProgram(
				new DeclarationError(
					`${subject}: spokes overlap: ${overlaps.join("; ")}. The hub ${hub} can send a range to one of them only. Change the ranges, or set allowOverlappingCidrs: true if it is wanted.`,
				),
			);
		}
		return true;
	});
	return Object.fromEntries(
		Object.entries(vpcs).map(([member, side]) => [
			member,
			{ ...side, vpcId: pulumi.all([side.vpcId, compared]).apply(([vpcId]) => vpcId) },
		]),
	);
}

function rangesOf(side: VpcPeeringSide) {
	return getVpcRangesOutput({
		vpcId: side.vpcId,
		...(side.regionId === undefined ? {} : { regionId: side.regionId }),
		...credentialsOf(side),
	});
}
