import { cloudError } from "../cloud-error";
import { indexedValues, type Parameters } from "../validation/parameters";
import { touches } from "../validation/quotas";
import { readTags } from "../validation/tags";
import { hasEndIn, viewOf } from "../world/connections";
import type { ConnectionRecord } from "../world/model";
import type { Action } from "./action";
import { connectionAnswer } from "./connection-answer";
import { visibleInstances } from "./instances";
import { readPage } from "./pages";

type Filter = (connection: ConnectionRecord) => boolean;

/** ListVpcPeerConnections (alicloud-api.md 1.7). Oldest first (assumed). */
export const listVpcPeerConnections: Action = {
	ramAction: "vpc:ListVpcPeerConnections",
	effect: "read",
	run: (context) => {
		const { store, parameters, caller } = context;
		const filters = readFilters(parameters, caller.account.uid);
		const found = visibleInstances(context).filter((connection) => filters.every((filter) => filter(connection)));
		const page = readPage(parameters, found, { max: 100, fallback: 20 });
		return {
			TotalCount: found.length,
			MaxResults: page.maxResults,
			...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
			VpcPeerConnects: page.items.map((connection) => connectionAnswer(store, connection, caller.account.uid)),
		};
	},
};

// The documents call the Tags filter 10 long in one place and 20 in another; the longer one is taken.
function readFilters(parameters: Parameters, uid: string): Filter[] {
	const vpcIds = readVpcIds(parameters);
	const tags = readTags(parameters, "Tags", "IllegalParam.TagKey");
	const filters: Filter[] = [
		// That RegionId looks at either end that the caller owns is assumed.
		...ifGiven(parameters, "RegionId", (regionId) => (one) => hasEndIn(one, uid, regionId)),
		...ifGiven(parameters, "InstanceId", (instanceId) => (one) => one.id === instanceId),
		...ifGiven(parameters, "Name", (name) => (one) => one.name === name),
		...ifGiven(parameters, "ResourceGroupId", (id) => (one) => viewOf(one, uid).resourceGroupId === id),
		...tags.map(
			(tag): Filter =>
				(one) =>
					viewOf(one, uid).tags.some((has) => has.Key === tag.Key && has.Value === tag.Value),
		),
	];
	// Two VPCs are a pair: the connection has to join both (assumed).
	return [
		...filters,
		...vpcIds.map(
			(vpcId): Filter =>
				(one) =>
					touches(one, vpcId),
		),
	];
}

function ifGiven(parameters: Parameters, name: string, filter: (value: string) => Filter): Filter[] {
	const value = parameters.get(name);
	return value === undefined || value === "" ? [] : [filter(value)];
}

/**
 * Two ids at most: as one text, joined by commas, as the SDKs write them, or as `VpcId.1` and `VpcId.2`, as the CLI and
 * other clients do (alicloud-api.md 1.7).
 */
function readVpcIds(parameters: Parameters): string[] {
	const joined = (parameters.get("VpcId") ?? "").split(",");
	const vpcIds = [...new Set([...joined, ...indexedValues(parameters, "VpcId")])].filter((vpcId) => vpcId !== "");
	if (vpcIds.length > 2) throw cloudError("IllegalParam.{Param}", "VpcId", "expected two ids at most");
	return vpcIds;
}
