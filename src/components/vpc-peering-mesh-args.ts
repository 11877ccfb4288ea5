import type * as pulumi from "@pulumi/pulumi";
import { defaultQuotas } from "../schema/quotas";
import { DeclarationError } from "./declaration-error";
import { assertInputNames, isPlainObject } from "./input-names";
import type { MeshQuotas } from "./mesh-quotas";
import type { MeshTopology } from "./mesh-topology";
import { leftOutOf, type Source } from "./part-inputs";
import type { VpcPeeringArgs } from "./vpc-peering-args";
import { placesOfSide, sideInputs, type VpcPeeringSide } from "./vpc-peering-side";

/** What of each peering is the same in the whole mesh. */
type WholeArgs = Pick<
	VpcPeeringArgs,
	| "description"
	| "adopt"
	| "force"
	| "allowOverlappingCidrs"
	| "waitForActivated"
	| "whileAccepting"
	| "conflicts"
	| "timeouts"
>;

/** A VPC of a mesh. Its routes lead to all ranges of the others. */
export interface VpcPeeringMeshVpc extends Omit<VpcPeeringSide, "destinations"> {
	/**
	 * The name that the VPC had in the mesh before. Its connections, routes and acceptances stay as they are when it gets
	 * another name in the program; without this they are new ones to the engine. It may be taken out after the next
	 * `pulumi up`.
	 */
	formerName?: string | undefined;
}

/** What a program says about a mesh of VPCs. */
export interface VpcPeeringMeshArgs extends WholeArgs {
	/**
	 * The VPCs, by names of the program's own: two or more. The names become part of the names of the peerings. Their order
	 * does not matter: of two VPCs the one whose name sorts first asks for the connection, or the other one where the program
	 * has no credentials for the first.
	 */
	vpcs: Record<string, VpcPeeringMeshVpc>;
	/**
	 * `"full"`: each VPC with each other. `{ hub: "<name>" }`: that VPC with each other, and the others, the spokes, not with one
	 * another: peering is not transitive.
	 *
	 * @default "full"
	 */
	topology?: MeshTopology | undefined;
	/** The bandwidth of connections between regions, in Mbit/s; those inside a region have none. @default 1024 */
	bandwidth?: pulumi.Input<number | undefined> | undefined;
	/** The class of connections between regions: `Platinum` or `Gold`. @default "Gold" */
	linkType?: pulumi.Input<"Platinum" | "Gold" | undefined> | undefined;
	/** The names of the connections in the cloud, from the names of two VPCs, sorted. @default no names */
	connectionName?: ((first: string, second: string) => string) | undefined;
	/** What the accounts' quotas allow, where they were raised in Quota Center. @default the documented defaults */
	quotas?: Partial<MeshQuotas> | undefined;
}

/** All inputs, for messages. */
export const meshInputs = {
	vpcs: true,
	topology: true,
	description: true,
	bandwidth: true,
	linkType: true,
	connectionName: true,
	adopt: true,
	force: true,
	allowOverlappingCidrs: true,
	waitForActivated: true,
	whileAccepting: true,
	conflicts: true,
	quotas: true,
	timeouts: true,
} as const satisfies Record<keyof VpcPeeringMeshArgs, true>;

const { destinations: _ofTwo, ...sharedInputs } = sideInputs;

/** All inputs of a VPC, for messages. */
export const meshVpcInputs = { ...sharedInputs, formerName: true } as const satisfies Record<
	keyof VpcPeeringMeshVpc,
	true
>;

/** Where each input of the peerings comes from. */
export const meshPeeringInputs = {
	requester: { found: "the VPC of the pair that asks" },
	accepter: { found: "the other VPC of the pair" },
	name: { leftOut: "each connection needs a name of its own: give connectionName" },
	description: "whole",
	bandwidth: { found: "between regions only" },
	linkType: { found: "between regions only" },
	adopt: "whole",
	direction: { leftOut: "either direction is right in a mesh" },
	clientToken: { leftOut: "a token is for one request, and a mesh makes many" },
	force: "whole",
	allowOverlappingCidrs: "whole",
	waitForActivated: "whole",
	whileAccepting: "whole",
	conflicts: "whole",
	onDelete: { leftOut: "the mesh itself has each connection, and deletes it with its peering" },
	timeouts: "whole",
} as const satisfies { readonly [Name in keyof Required<VpcPeeringArgs>]: Source };

/** What can't be set on a VPC of a mesh although a side of a peering has it. */
const notOfVpcs = { destinations: "the other VPCs have different ranges. The routes lead to all of them" };

/** Ends the program where its arguments have a name that is no input, before anything is declared. */
export function assertMeshInputs(name: string, args: VpcPeeringMeshArgs): void {
	const subject = `VpcPeeringMesh ${name}`;
	const whole = { path: "", what: "VpcPeeringMesh", names: Object.keys(meshInputs) };
	assertInputNames(subject, [{ ...whole, otherwise: leftOutOf(meshPeeringInputs), args }]);
	const { vpcs, quotas = {} } = args;
	if (!isPlainObject(vpcs)) {
		throw new DeclarationError(
			`${subject}: vpcs must be an object that names each VPC, such as { app: { vpcId: "vpc-..." }, data: { vpcId: "vpc-..." } }.`,
		);
	}
	const vpc = { what: "a VPC of VpcPeeringMesh", names: Object.keys(meshVpcInputs), otherwise: notOfVpcs };
	assertInputNames(subject, [
		...Object.entries(vpcs).flatMap(([member, side]) => placesOfSide({ ...vpc, path: `vpcs.${member}.` }, side)),
		{ path: "quotas.", what: "quotas", names: Object.keys(defaultQuotas), args: quotas },
	]);
}
