import { cloudError } from "../cloud-error";
import type { ErrorCode } from "../errors";
import type { Tag } from "../world/model";
import { indexedObjects, type Parameters } from "./parameters";

/** Tags per instance, and per request (alicloud-api.md 1.1, 8). */
export const MAX_TAGS = 20;

/** Create and Accept name a bad key IllegalParam.TagKey (1.9), the tag operations InvalidTagKey (1.8). */
type BadKeyCode = Extract<ErrorCode, "IllegalParam.TagKey" | "InvalidTagKey">;

/** The tags of `Tag.N.Key` and `Tag.N.Value`, or of `Tags.N…`, which List uses. */
export function readTags(parameters: Parameters, name: "Tag" | "Tags", badKey: BadKeyCode, max = MAX_TAGS): Tag[] {
	const given = indexedObjects(parameters, name, ["Key", "Value"]);
	if (given.length > max) throw cloudError("NumberExceed.Tags", given.length, max);
	const tags = given.map(({ Key = "", Value = "" }) => ({ Key, Value }));
	for (const tag of tags) checkTag(tag, badKey);
	assertUniqueKeys(tags);
	return tags;
}

/** A tag key: 1 to 128 characters, no URL, and no reserved prefix (alicloud-api.md 8). */
export function checkTagKey(key: string, badKey: BadKeyCode): void {
	if (isReserved(key)) throw cloudError("Forbidden.TagKeys", key);
	// A value without a key is an error too (1.8): its key reads as empty here.
	if (key.length < 1 || key.length > 128 || hasUrl(key)) throw cloudError(badKey, key);
}

function checkTag(tag: Tag, badKey: BadKeyCode): void {
	checkTagKey(tag.Key, badKey);
	if (tag.Value.length > 128 || hasUrl(tag.Value) || isReserved(tag.Value)) {
		throw cloudError("IllegalParam.TagValue", tag.Value);
	}
}

function assertUniqueKeys(tags: readonly Tag[]): void {
	const seen = new Set<string>();
	for (const { Key } of tags) {
		if (seen.has(Key)) throw cloudError("Forbidden.TagKey.Duplicated", Key);
		seen.add(Key);
	}
}

function isReserved(text: string): boolean {
	return text.startsWith("aliyun") || text.startsWith("acs:");
}

function hasUrl(text: string): boolean {
	return text.includes("http://") || text.includes("https://");
}
