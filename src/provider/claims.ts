import type { dynamic } from "@pulumi/pulumi";
import { canonicalCidr } from "../schema/cidr";
import type { Kind } from "../schema/kinds";
import { containsUnknown, isKnownText } from "../schema/unknown";
import type { RouteTableSelection } from "../schema/vpc-peer-routes-inputs";
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

/** The claims of each kind; none where its inputs are not known yet, or it shares what it stands for. */
const claims: Readonly<Record<Kind, (inputs: Bag) => readonly Claim[]>> = {
	VpcPeerConnection: ({ vpcId, acceptingVpcId, dryRun }) => {
		const isPair = isKnownText(vpcId) && isKnownText(acceptingVpcId) && vpcId !== acceptingVpcId;
		// A dry run makes nothing.
		return isPair && dryRun !== true
			? [{ what: connectionBetween({ vpcId, acceptingVpcId }), property: "acceptingVpcId" }]
			: [];
	},
	VpcPeerConnectionAccepter: ({ instanceId }) =>
		isKnownText(instanceId) ? [{ what: `the answer to ${instanceId}`, property: "instanceId" }] : [],
	VpcPeerRoute: ({ routeTableId, destinationCidrBlock }) =>
		isKnownText(routeTableId) && isKnownText(destinationCidrBlock)
			? [
					{
						what: `the route to ${canonicalCidr(destinationCidrBlock) ?? destinationCidrBlock} in ${routeTableId}`,
						property: "destinationCidrBlock",
					},
				]
			: [],
	VpcPeerRoutes: claimsOfRoutes,
	// Activating twice is as good as once.
	CdtActivation: () => [],
};

/** The claim of the connection that joins two VPCs. */
export function connectionBetween(ends: { readonly vpcId: string; readonly acceptingVpcId: string }): string {
	return `the connection between ${pairOf(ends).replace(" ", " and ")}`;
}

/**
 * Two sets of one side may have different tables or destinations, and which tables a selection means is not known here: so
 * the claims of two sets meet where both select the same.
 */
function claimsOfRoutes({ vpcId, instanceId, destinations = "peer-cidrs", routeTables = {}, conflicts }: Bag): Claim[] {
	// Who asks for it makes do with the routes of others.
	if (!isKnownText(vpcId) || containsUnknown(routeTables) || conflicts === "leaveAlone") {
		return [];
	}
	const tables = tablesText(routeTables, vpcId);
	if (Array.isArray(destinations)) {
		return destinations
			.filter(isKnownText)
			.map((one) => ({ what: `the route to ${canonicalCidr(one) ?? one} in ${tables}`, property: "destinations" }));
	}
	return destinations === "peer-cidrs" && isKnownText(instanceId)
		? [{ what: `the routes through ${instanceId} in ${tables}`, property: "destinations" }]
		: [];
}

function tablesText(selection: unknown, vpcId: string): string {
	const chosen = Object.entries((selection ?? {}) as RouteTableSelection).filter(([, value]) => value !== undefined);
	const texts = chosen.map(([name, value]) => `${name} ${listText(value)}`).sort();
	return texts.length === 0 ? `the tables of ${vpcId}` : `the tables of ${vpcId} selected by ${texts.join(" and ")}`;
}

function listText(value: unknown): string {
	const members = Array.isArray(value)
		? value.map(String)
		: Object.entries(value as object).map(([key, tag]) => `${key}=${String(tag)}`);
	return members.sort().join(", ");
}

/** What a resource of these inputs wants for itself. */
export function claimsOf(kind: Kind, inputs: Bag): readonly Claim[] {
	return claims[kind](inputs);
}

/** Notes what a resource wants for itself, and complains where another resource of the program wants the same. */
export function claimFailures({ program }: Runtime, kind: Kind, inputs: Bag): dynamic.CheckFailure[] {
	const identity = String(inputs["__identity"] ?? "");
	const own = claimsOf(kind, inputs);
	program.claim(
		identity,
		own.map(({ what }) => what),
		{ adopts: inputs["adopt"] === true },
	);
	return own.flatMap(({ what, property }) => {
		const others = identity === "" ? [] : program.claimants(what, identity);
		return others.length === 0
			? []
			: [
					{
						property,
						reason: `${what} is declared by ${others.map(holderText).join(" and ")}, too. The cloud has one: remove all but one from the program; what it stands for stays as long as one of them is there`,
					},
				];
	});
}
