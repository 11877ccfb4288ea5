import * as v from "valibot";
import { accountIdIn, listIn, numberIn, objectIn, textIn, textsIn } from "./answer";
import { assertShape, instanceId, optionalAccountId, optionalText, optionalWord, tags, words } from "./shape";

/** A connection as GetVpcPeerConnectionAttribute and ListVpcPeerConnections describe it, under readable names. */
export interface VpcPeerConnectionAttribute {
	readonly instanceId: string;
	readonly status: string;
	readonly bizStatus?: string | undefined;
	readonly ownerId?: string | undefined;
	readonly acceptingAliUid?: string | undefined;
	readonly regionId?: string | undefined;
	readonly acceptingRegionId?: string | undefined;
	readonly vpcId?: string | undefined;
	readonly acceptingVpcId?: string | undefined;
	readonly vpcIpv4Cidrs: string[];
	readonly vpcIpv6Cidrs: string[];
	readonly acceptingVpcIpv4Cidrs: string[];
	readonly acceptingVpcIpv6Cidrs: string[];
	readonly name?: string | undefined;
	readonly description?: string | undefined;
	/** -1: not limited. */
	readonly bandwidth?: number | undefined;
	readonly linkType?: string | undefined;
	readonly resourceGroupId?: string | undefined;
	/** Without the system's own tags. */
	readonly tags: Record<string, string>;
	readonly createTime?: string | undefined;
	readonly modifyTime?: string | undefined;
	readonly expireTime?: string | undefined;
	readonly managedService?: string | undefined;
}

const vpcShape = v.nullish(v.looseObject({ VpcId: optionalWord, Ipv4Cidrs: words, Ipv6Cidrs: words }));

/** Without an id and a status an answer says nothing of a connection. */
const shape = v.looseObject({
	InstanceId: instanceId,
	Status: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,64}$/)),
	BizStatus: optionalWord,
	OwnerId: optionalAccountId,
	AcceptingOwnerUid: optionalAccountId,
	RegionId: optionalWord,
	AcceptingRegionId: optionalWord,
	Vpc: vpcShape,
	AcceptingVpc: vpcShape,
	Name: optionalText,
	Description: optionalText,
	Bandwidth: v.nullish(v.number()),
	LinkType: optionalWord,
	ResourceGroupId: optionalWord,
	Tags: tags("Key", "Value"),
	GmtCreate: optionalWord,
	GmtModified: optionalWord,
	GmtExpired: optionalWord,
	ManagedService: optionalWord,
});

/** Reads the description of a connection out of an answer of the operation. */
export function toAttribute(answer: Record<string, unknown>, action: string): VpcPeerConnectionAttribute {
	assertShape(shape, answer, action);
	const vpc = objectIn(answer, "Vpc");
	const acceptingVpc = objectIn(answer, "AcceptingVpc");
	return {
		instanceId: answer["InstanceId"] as string,
		status: answer["Status"] as string,
		bizStatus: textIn(answer, "BizStatus"),
		ownerId: accountIdIn(answer, "OwnerId"),
		// The request says AcceptingAliUid, the answer AcceptingOwnerUid.
		acceptingAliUid: accountIdIn(answer, "AcceptingOwnerUid"),
		regionId: textIn(answer, "RegionId"),
		acceptingRegionId: textIn(answer, "AcceptingRegionId"),
		vpcId: textIn(vpc, "VpcId"),
		acceptingVpcId: textIn(acceptingVpc, "VpcId"),
		vpcIpv4Cidrs: textsIn(vpc, "Ipv4Cidrs"),
		vpcIpv6Cidrs: textsIn(vpc, "Ipv6Cidrs"),
		acceptingVpcIpv4Cidrs: textsIn(acceptingVpc, "Ipv4Cidrs"),
		acceptingVpcIpv6Cidrs: textsIn(acceptingVpc, "Ipv6Cidrs"),
		name: textIn(answer, "Name"),
		description: textIn(answer, "Description"),
		bandwidth: numberIn(answer, "Bandwidth"),
		linkType: textIn(answer, "LinkType"),
		resourceGroupId: textIn(answer, "ResourceGroupId"),
		tags: toTags(listIn(answer, "Tags")),
		createTime: textIn(answer, "GmtCreate"),
		modifyTime: textIn(answer, "GmtModified"),
		expireTime: textIn(answer, "GmtExpired"),
		managedService: textIn(answer, "ManagedService"),
	};
}

/** Tags whose key starts so are the system's: no program sets or removes them. Source: alicloud-api.md, section 8. */
const systemTag = /^(acs:|aliyun)/;

function toTags(list: unknown[]): Record<string, string> {
	const pairs = list
		.map((tag) => [
			textIn(tag as Record<string, unknown>, "Key") ?? "",
			textIn(tag as Record<string, unknown>, "Value") ?? "",
		])
		.filter(([key]) => key !== "" && !systemTag.test(key ?? ""))
		.sort(([left], [right]) => ((left ?? "") < (right ?? "") ? -1 : 1));
	return Object.fromEntries(pairs) as Record<string, string>;
}
