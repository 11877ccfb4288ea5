import { createHash } from "node:crypto";

/**
 * The parameters whose values the debug log shows: ids, places, switches and numbers that the cloud defines. Everything
 * else may be private, as a user chooses its text (names, descriptions, tags) or as it guards access (the policy and
 * external id of a role): a log is often sent to others. A parameter that is new stays hidden until it is added here.
 */
const shown: ReadonlySet<string> = new Set([
	"RegionId",
	"VpcId",
	"AcceptingRegionId",
	"AcceptingVpcId",
	"AcceptingAliUid",
	"InstanceId",
	"DryRun",
	"Force",
	"Bandwidth",
	"LinkType",
	"ResourceGroupId",
	"NewResourceGroupId",
	"ResourceId",
	"ResourceId.1",
	"ResourceType",
	"RouteTableId",
	"RouteEntryId",
	"RouteEntryType",
	"DestinationCidrBlock",
	"NextHopId",
	"NextHopType",
	"MaxResult",
	"MaxResults",
	"PageNumber",
	"PageSize",
	"NextToken",
	"RoleArn",
	"RoleSessionName",
	"DurationSeconds",
]);

/** A request's parameters as JSON for the debug log; of a value that may be private only the number of characters. */
export function parametersForLog(parameters: Readonly<Record<string, string>>): string {
	return JSON.stringify(
		Object.fromEntries(
			Object.entries(parameters).map(([name, value]) => [
				name,
				shown.has(name) ? value : name === "ClientToken" ? fingerprint(value) : `(${[...value].length} characters)`,
			]),
		),
	);
}

/** A program may give a token of its own as a secret: what tells two requests apart is enough. */
function fingerprint(token: string): string {
	return `(sha256 ${createHash("sha256").update(token).digest("hex").slice(0, 8)})`;
}
