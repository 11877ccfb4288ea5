import * as pulumi from "@pulumi/pulumi";
import type { ArgsOf, DeepInput } from "../resources/args";
import { regionSetting } from "../schema/region-setting";
import type { AssumeRole } from "../schema/shared-inputs";
import type { RouteTableSelection } from "../schema/vpc-peer-routes-inputs";

interface SideInputs {
	/** The VPC (`vpc-...`). */
	vpcId: string;
	/**
	 * Its region, for example `cn-hangzhou`.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/**
	 * The account that owns the VPC. Needed only for an accepter in another account to which the program has no credentials:
	 * then that account has to accept by itself, and nothing is done on its side.
	 *
	 * @default the account of the side's credentials
	 */
	aliUid?: string | number | undefined;
	/** A profile of the Alibaba Cloud CLI for this side. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume for this side. @default the stack's own */
	assumeRole?: AssumeRole | undefined;
	/** Whether routes to the other VPC's IPv6 ranges are made, too. @default true */
	ipv6?: boolean | undefined;
	/** The resource group (`rg-...`) of the connection in the side's account. */
	resourceGroupId?: string | undefined;
	/** The connection's tags in the side's account. */
	tags?: Record<string, string> | undefined;
}

/** One side of a peering: a VPC, whose it is, and what is done there. */
export interface VpcPeeringSide extends ArgsOf<SideInputs> {
	/**
	 * Whether routes to the other side are made here: `false` makes none, a selection says in which route tables.
	 *
	 * @default true, in all route tables of the VPC; on an accepter without credentials false
	 */
	routes?: boolean | DeepInput<RouteTableSelection> | undefined;
	/**
	 * With true, Cloud Data Transfer (CDT) is activated in the side's account first; `"cross-border"` activates its
	 * cross-border service as well. It is never closed again.
	 *
	 * @default false
	 */
	cdt?: boolean | "cross-border" | undefined;
}

/** True for a side that the program works on with credentials of its own, and not the stack's. */
export function hasOwnCredentials({ profile, assumeRole }: VpcPeeringSide): boolean {
	return profile !== undefined || assumeRole !== undefined;
}

/** The references to credentials of a side, as the resources and lookups take them. */
export function credentialsOf({ profile, assumeRole }: VpcPeeringSide): Pick<VpcPeeringSide, "profile" | "assumeRole"> {
	return {
		...(profile === undefined ? {} : { profile }),
		...(assumeRole === undefined ? {} : { assumeRole }),
	};
}

/** The default of every side's region, as the provider finds it. */
export function stackRegion(): string | undefined {
	const { config, environment } = regionSetting;
	return [...config.map((key) => pulumi.runtime.getConfig(key)), ...environment.map((name) => process.env[name])].find(
		(value) => value !== undefined,
	);
}
