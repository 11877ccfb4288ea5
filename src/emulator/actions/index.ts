import { acceptVpcPeerConnection } from "./accept-vpc-peer-connection";
import type { Action } from "./action";
import { assumeRole } from "./assume-role";
import { getCdtStatus, openCdt } from "./cdt";
import { createRouteEntry } from "./create-route-entry";
import { createVpcPeerConnection } from "./create-vpc-peer-connection";
import { deleteRouteEntry } from "./delete-route-entry";
import { deleteVpcPeerConnection } from "./delete-vpc-peer-connection";
import { describeRegions } from "./describe-regions";
import { describeRouteEntryList } from "./describe-route-entry-list";
import { describeRouteTableList } from "./describe-route-table-list";
import { describeVpcAttribute } from "./describe-vpc-attribute";
import { describeVpcs } from "./describe-vpcs";
import { getCallerIdentity } from "./get-caller-identity";
import { getVpcPeerConnectionAttribute } from "./get-vpc-peer-connection-attribute";
import { listTagResources } from "./list-tag-resources";
import { listVpcPeerConnections } from "./list-vpc-peer-connections";
import { modifyRouteEntry } from "./modify-route-entry";
import { modifyVpcPeerConnection } from "./modify-vpc-peer-connection";
import { moveResourceGroup } from "./move-resource-group";
import { getVpcPrefixListEntries, listPrefixLists } from "./prefix-lists";
import { rejectVpcPeerConnection } from "./reject-vpc-peer-connection";
import { getResourceGroup, listResourceGroups } from "./resource-groups";
import { tagResources } from "./tag-resources";
import { unTagResources } from "./un-tag-resources";

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
			AcceptVpcPeerConnection: acceptVpcPeerConnection,
			CreateVpcPeerConnection: createVpcPeerConnection,
			DeleteVpcPeerConnection: deleteVpcPeerConnection,
			GetVpcPeerConnectionAttribute: getVpcPeerConnectionAttribute,
			ListTagResources: listTagResources,
			ListVpcPeerConnections: listVpcPeerConnections,
			ModifyVpcPeerConnection: modifyVpcPeerConnection,
			MoveResourceGroup: moveResourceGroup,
			RejectVpcPeerConnection: rejectVpcPeerConnection,
			TagResources: tagResources,
			UnTagResources: unTagResources,
		},
	},
	Vpc: {
		version: "2016-04-28",
		deniedStatus: 403,
		actions: {
			CreateRouteEntry: createRouteEntry,
			DeleteRouteEntry: deleteRouteEntry,
			DescribeRegions: describeRegions,
			DescribeRouteEntryList: describeRouteEntryList,
			DescribeRouteTableList: describeRouteTableList,
			DescribeVpcAttribute: describeVpcAttribute,
			DescribeVpcs: describeVpcs,
			GetVpcPrefixListEntries: getVpcPrefixListEntries,
			ListPrefixLists: listPrefixLists,
			ModifyRouteEntry: modifyRouteEntry,
		},
	},
	Cdt: {
		version: "2021-08-13",
		deniedStatus: 403,
		actions: {
			GetCdtCbServiceStatus: getCdtStatus("crossBorder", "cdt:GetCdtCbServiceStatus"),
			GetCdtServiceStatus: getCdtStatus("intra", "cdt:GetCdtServiceStatus"),
			OpenCdtCbService: openCdt("crossBorder", "cdt:OpenCdtCbService"),
			OpenCdtService: openCdt("intra", "cdt:OpenCdtService"),
		},
	},
	Sts: {
		version: "2015-04-01",
		deniedStatus: 403,
		actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
	},
	ResourceManager: {
		version: "2020-03-31",
		deniedStatus: 403,
		actions: { GetResourceGroup: getResourceGroup, ListResourceGroups: listResourceGroups },
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

/** The names of all operations. */
export const actionNames: ReadonlySet<string> = new Set(
	Object.values(products).flatMap(({ actions }) => Object.keys(actions)),
);
