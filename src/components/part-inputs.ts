import type { CdtActivationArgs } from "../resources/cdt-activation";
import type { VpcPeerConnectionArgs } from "../resources/vpc-peer-connection";
import type { VpcPeerConnectionAccepterArgs } from "../resources/vpc-peer-connection-accepter";
import type { VpcPeerRoutesArgs } from "../resources/vpc-peer-routes";

/**
 * Where in a component an input of one of its parts comes from.
 *
 * - `whole`: the component's own input of the same name. `side`: the side's. `side or whole`: the side's, else the whole's.
 * - `found`: the component finds it out itself.
 * - `leftOut`: it can't be set, and why.
 */
export type Source = "whole" | "side" | "side or whole" | { readonly found: string } | { readonly leftOut: string };

/** One row an input of a part, so that none is forgotten. */
export type PartInputs<Args> = { readonly [Name in keyof Required<Args>]: Source };

/** The connection. Its side is the one that asks. */
export const connectionInputs = {
	regionId: "side",
	vpcId: "side",
	acceptingAliUid: { found: "from the accepter's aliUid or credentials" },
	acceptingRegionId: { found: "from the accepter's regionId" },
	acceptingVpcId: { found: "from the accepter's vpcId" },
	name: "whole",
	description: "whole",
	bandwidth: "whole",
	linkType: "whole",
	resourceGroupId: "side",
	tags: "side",
	adopt: "whole",
	direction: "whole",
	dryRun: {
		leftOut:
			"the acceptance and the routes need a connection that is there. `pulumi preview` asks for the cloud's dry run, and a VpcPeerConnection alone can have dryRun: true",
	},
	clientToken: "whole",
	force: "whole",
	waitForActivated: "whole",
	allowOverlappingCidrs: "whole",
	timeouts: "whole",
	profile: "side",
	assumeRole: "side",
} as const satisfies PartInputs<VpcPeerConnectionArgs>;

/** The acceptance. Its side is the accepter. */
export const accepterInputs = {
	instanceId: { found: "the connection's" },
	acceptingRegionId: { found: "from the side's regionId" },
	action: { leftOut: "a peering is there to be accepted. A VpcPeerConnectionAccepter alone can reject" },
	direction: "whole",
	resourceGroupId: "side",
	tags: "side",
	onDelete: "whole",
	force: "whole",
	timeouts: "whole",
	profile: "side",
	assumeRole: "side",
} as const satisfies PartInputs<VpcPeerConnectionAccepterArgs>;

/** The routes of one side. */
export const routesInputs = {
	instanceId: { found: "the connection's, once it is accepted" },
	regionId: "side",
	vpcId: "side",
	destinations: "side",
	ipv6: "side",
	routeTables: { found: "from the side's routes" },
	conflicts: "side or whole",
	whileAccepting: "whole",
	timeouts: "whole",
	profile: "side",
	assumeRole: "side",
} as const satisfies PartInputs<VpcPeerRoutesArgs>;

/** Cloud Data Transfer in the account of one side. */
export const cdtInputs = {
	crossBorder: { found: "from the side's cdt" },
	timeouts: "whole",
	profile: "side",
	assumeRole: "side",
} as const satisfies PartInputs<CdtActivationArgs>;

/** What of a part's inputs the component and the side give; what the component finds out is not among them. */
export function inputsFrom<Args extends object>(inputs: PartInputs<Args>, whole: object, side: object): Partial<Args> {
	const given = { whole: whole as Bag, side: side as Bag };
	const values = Object.entries<Source>(inputs).map(([name, source]) => [name, inputOf(name, source, given)]);
	return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Partial<Args>;
}

type Bag = Readonly<Record<string, unknown>>;

function inputOf(name: string, source: Source, { whole, side }: { whole: Bag; side: Bag }): unknown {
	switch (source) {
		case "whole":
			return whole[name];
		case "side":
			return side[name];
		case "side or whole":
			return side[name] ?? whole[name];
		default:
			return undefined;
	}
}

/** Inputs that can't be set, and why. */
export function leftOutOf(...tables: Readonly<Record<string, Source>>[]): Record<string, string> {
	const rows = tables.flatMap((table) => Object.entries(table));
	return Object.fromEntries(
		rows.flatMap(([name, source]) =>
			typeof source === "object" && "leftOut" in source ? [[name, source.leftOut]] : [],
		),
	);
}
