import type { CodeFacts } from "./code-facts";

const checkTags = "Check `tags`: at most 20; keys of 1 to 128 characters, not starting with aliyun or acs:.";

/** Codes of TagResources, UnTagResources, ListTagResources and MoveResourceGroup. */
export const tagCodes = {
	InvalidTagKey: { cause: "a tag key is not allowed", nextStep: checkTags, retry: "none", source: "api" },
	"NumberExceed.Tags": { cause: "too many tags in one request", nextStep: checkTags, retry: "none", source: "api" },
	"NumberExceed.ResourceIds": {
		cause: "too many connections in one tag request",
		nextStep: "This is a fault of pulumi-alicloud-vpcpeer: report it with the RequestId.",
		retry: "none",
		source: "api",
	},
	"Forbidden.TagKeys": { cause: "a tag key is reserved", nextStep: checkTags, retry: "none", source: "api" },
	"Forbidden.TagKey.Duplicated": {
		cause: "a tag key was given twice",
		nextStep: checkTags,
		retry: "none",
		source: "api",
	},
	"InvalidInstanceIds.NotFound": {
		cause: "the connection to tag does not exist",
		nextStep: "Run `pulumi refresh` to see what is there.",
		retry: "none",
		source: "api",
	},
	"InvalidInstanceType.NotFound": {
		cause: "the cloud does not know the resource type PeerConnection",
		nextStep: "Check the endpoint of VpcPeer.",
		retry: "none",
		source: "api",
	},
	"BothEmpty.TagsAndResources": {
		cause: "a tag request named neither tags nor resources",
		nextStep: "This is a fault of pulumi-alicloud-vpcpeer: report it with the RequestId.",
		retry: "none",
		source: "api",
	},
	"IllegalParam.TagKey": { cause: "a tag key is not allowed", nextStep: checkTags, retry: "none", source: "api" },
	"IllegalParam.TagValue": { cause: "a tag value is not allowed", nextStep: checkTags, retry: "none", source: "api" },
} as const satisfies Record<string, CodeFacts>;
