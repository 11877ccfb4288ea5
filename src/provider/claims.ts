import type { dynamic } from "@pulumi/pulumi";
import { canonicalCidr } from "../schema/cidr";
import type { Kind } from "../schema/kinds";
import { isKnownText } from "../schema/unknown";
import type { Bag } from "./check";
import { holderText } from "./holder-text";
import { pairOf } from "./preflight/connection-index";
import type { Runtime } from "./runtime";

/** What a resource wants for itself: the cloud has it once, so of two resources that want it one would take it from the other. */
export interface Claim {
	/** In words: `the connection between vpc-a and vpc-b`. Two claims are the same when their words are. */
	readonly what: string;
	/** The input that a complaint about it names. */
	readonly property: string;
}

/** The claim of each kind; undefined where its inputs are not known yet, or it shares what it stands for. */
const claims: Readonly<Record<Kind, (inputs: Bag) => Claim | undefined>> = {
	VpcPeerConnection: ({ vpcId, acceptingVpcId, dryRun }) => {
		const isPair = isKnownText(vpcId) && isKnownText(acceptingVpcId) && vpcId !== acceptingVpcId;
		// A dry run makes nothing.
		return isPair && dryRun !== true
			? {
					what: `the connection between ${pairOf({ vpcId, acceptingVpcId }).replace(" ", " and ")}`,
					property: "acceptingVpcId",
				}
			: undefined;
	},
	VpcPeerConnectionAccepter: ({ instanceId }) =>
		isKnownText(instanceId) ? { what: `the answer to ${instanceId}`, property: "instanceId" } : undefined,
	VpcPeerRoute: ({ routeTableId, destinationCidrBlock }) =>
		isKnownText(routeTableId) && isKnownText(destinationCidrBlock)
			? {
					what: `the route to ${canonicalCidr(destinationCidrBlock) ?? destinationCidrBlock} in ${routeTableId}`,
					property: "destinationCidrBlock",
				}
			: undefined,
	// Two sets of routes of one side may have different tables or destinations.
	VpcPeerRoutes: () => undefined,
	// Activating twice is as good as once.
	CdtActivation: () => undefined,
};

/** What a resource of these inputs wants for itself. */
export function claimOf(kind: Kind, inputs: Bag): Claim | undefined {
	return claims[kind](inputs);
}

/** Notes what a resource wants for itself, and complains where another resource of the program wants the same. */
export function claimFailures(runtime: Runtime, kind: Kind, inputs: Bag): dynamic.CheckFailure[] {
	const claim = claimOf(kind, inputs);
	const others = runtime.program.claim(String(inputs["__identity"] ?? ""), claim?.what);
	return claim === undefined || others.length === 0
		? []
		: [
				{
					property: claim.property,
					reason: `${claim.what} is declared by ${others.map(holderText).join(" and ")}, too. The cloud has one: remove all but one from the program; what it stands for stays as long as one of them is there`,
				},
			];
}
