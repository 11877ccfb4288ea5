import type { Field } from "./field";
import { duration, integerFrom, objectOf, type Rule, tagMap, textLike } from "./rules";

/** The id of a region. */
export const region: Rule = textLike(/^[a-z]{2,}(-[a-z0-9]+)+$/, "a region id such as cn-hangzhou");

/** The region of a resource, with the stack's as its default. */
export const regionId = {
	kind: "text",
	required: true,
	whenMissing:
		"is required: give it, or set the default with `pulumi config set alicloud:region cn-hangzhou` or ALICLOUD_REGION",
	defaultFrom: { setting: "region" },
	change: "replace",
	rule: region,
	parameter: { name: "RegionId", position: "body" },
} as const satisfies Field;

/** The resource group of a connection, in the account that makes the request. */
export const resourceGroupId = {
	kind: "text",
	change: "resourceGroup",
	rule: textLike(/^rg-[A-Za-z0-9*-]+$/, "the id of a resource group (rg-...)"),
	parameter: { name: "ResourceGroupId", position: "body" },
} as const satisfies Field;

/** The tags of a connection, in the account that makes the request. */
export const tags = {
	kind: "map",
	change: "tags",
	rule: tagMap,
	parameter: { name: "Tag", position: "query" },
} as const satisfies Field;

/** How long each operation may take. */
export const timeouts = {
	kind: "object",
	change: "nothing",
	rule: objectOf(
		{ create: duration, update: duration, delete: duration },
		[],
		'an object such as { create: "5m", update: "5m", delete: "5m" }',
	),
} as const satisfies Field;

/** A profile of the Alibaba Cloud CLI to work with. */
export const profile = {
	kind: "text",
	change: "nothing",
	rule: textLike(/^\S(.*\S)?$/, "the name of a profile of the Alibaba Cloud CLI"),
} as const satisfies Field;

/** A role to assume. */
export const assumeRole = {
	kind: "object",
	change: "nothing",
	rule: objectOf(
		{
			roleArn: textLike(/^acs:ram::\d+:role\/[A-Za-z0-9_.-]+$/, "acs:ram::<account id>:role/<name>"),
			sessionName: textLike(/^[A-Za-z0-9.@_-]{2,64}$/, "2 to 64 of the characters a-z A-Z 0-9 . @ - _"),
			sessionExpiration: integerFrom(900, 43_200, "900 to 43200 seconds"),
			externalId: textLike(/^[A-Za-z0-9=,.@:/_-]{2,1224}$/, "2 to 1224 characters without blanks"),
			policy: textLike(/^\s*\{[\s\S]*\}\s*$/, "a RAM policy as JSON text"),
		},
		["roleArn"],
		'an object such as { roleArn: "acs:ram::1210123456123456:role/peering" }',
	),
} as const satisfies Field;
