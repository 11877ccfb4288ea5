import type { Action } from "./action";
import { createVpcPeerConnection } from "./create-vpc-peer-connection";
import { deleteVpcPeerConnection } from "./delete-vpc-peer-connection";
import { getVpcPeerConnectionAttribute } from "./get-vpc-peer-connection-attribute";
import { listVpcPeerConnections } from "./list-vpc-peer-connections";

/** One product of the cloud; its version tells it from the others that share the address. */
interface Product {
	readonly version: string;
	/** The HTTP status of a RAM refusal: 400 in the VpcPeer list, 403 in the general documents (alicloud-api.md 6.6). */
	readonly deniedStatus: 400 | 403;
	readonly actions: Readonly<Record<string, Action>>;
}

/** Every operation the emulator knows. */
export const products = {
	VpcPeer: {
		version: "2022-01-01",
		deniedStatus: 400,
		actions: {
			CreateVpcPeerConnection: createVpcPeerConnection,
			DeleteVpcPeerConnection: deleteVpcPeerConnection,
			GetVpcPeerConnectionAttribute: getVpcPeerConnectionAttribute,
			ListVpcPeerConnections: listVpcPeerConnections,
		},
	},
} as const satisfies Record<string, Product>;

/** An operation found by name and version. */
export interface FoundAction {
	readonly action: Action;
	readonly deniedStatus: 400 | 403;
}

/** The operation of that name in the product of that version, or undefined. */
export function findAction(name: string, version: string): FoundAction | undefined {
	const product: Product | undefined = Object.values(products).find((one) => one.version === version);
	if (product === undefined || !Object.hasOwn(product.actions, name)) return undefined;
	const action = product.actions[name];
	return action === undefined ? undefined : { action, deniedStatus: product.deniedStatus };
}
