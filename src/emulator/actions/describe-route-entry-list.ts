import { readCidr } from "../cidr";
import { toApiTime } from "../clock";
import { cloudError } from "../cloud-error";
import { indexedValues, oneOf, type Parameters, requiredText } from "../validation/parameters";
import { earlierEntries } from "../world/earlier";
import { versionOf } from "../world/prefix-lists";
import { entriesOfTable, entryStatusAt, systemEntries } from "../world/routes";
import type { NextHop, RouteEntryRecord } from "../world/routing-model";
import type { Action, ActionContext, Answer } from "./action";
import { readPage } from "./pages";
import { requiredTable, type TableInVpc } from "./route-tables";

const MAX_DESTINATIONS = 20;

/** An entry of either type, as the filters look at it. */
interface Listed {
	readonly type: "System" | "Custom";
	readonly destination: string;
	readonly entry: RouteEntryRecord | undefined;
	readonly answer: Answer;
}

/**
 * DescribeRouteEntryList (alicloud-api.md 3.1): system entries first, then custom ones, oldest first (assumed). TotalCount
 * is in the model of one SDK only and not in the page: nobody should count on it.
 */
export const describeRouteEntryList: Action = {
	ramAction: "vpc:DescribeRouteEntryList",
	effect: "read",
	run: (context) => {
		const { parameters } = context;
		requiredText(parameters, "RegionId");
		const routeTableId = requiredText(parameters, "RouteTableId");
		const found = requiredTable(context, routeTableId, "InvalidRouteTable.NotFound");
		if (found.table.associateType === "Gateway") {
			throw cloudError("OperationDenied.UseGatewayRouteEntryQueryInterface", routeTableId);
		}
		const filters = readFilters(parameters);
		const entries = [...systemList(found), ...customList(context, found)].filter((one) =>
			filters.every((filter) => filter(one)),
		);
		const page = readPage(parameters, entries, { parameter: "MaxResult", max: 100, fallback: 10 });
		return {
			RouteEntrys: { RouteEntry: page.items.map((one) => one.answer) },
			NextToken: page.nextToken ?? "",
		};
	},
};

function systemList({ table, vpc }: TableInVpc): Listed[] {
	return systemEntries(vpc, table).map(({ id, destinationCidrBlock }) => ({
		type: "System",
		destination: destinationCidrBlock,
		entry: undefined,
		answer: {
			RouteEntryId: id,
			RouteTableId: table.id,
			DestinationCidrBlock: destinationCidrBlock,
			Status: "Available",
			Type: "System",
			IpVersion: "IPv4",
			RouteEntryName: "",
			Description: "",
			GmtModified: toApiTime(vpc.createdAt),
			Origin: "SystemCreate",
			NextHops: { NextHop: [] },
		},
	}));
}

function customList(context: ActionContext, { table, vpc }: TableInVpc): Listed[] {
	const { store, now, stale, old } = context;
	return (old ? earlierEntries : entriesOfTable)(store, table.id)
		.filter((entry) => !stale && now - entry.createdAt >= store.settings.eventualConsistencyMs)
		.map((entry) => ({
			type: "Custom",
			destination: entry.destinationCidrBlock,
			entry,
			answer: {
				RouteEntryId: entry.id,
				RouteTableId: table.id,
				DestinationCidrBlock: entry.destinationCidrBlock,
				Status: entryStatusAt(entry, now),
				Type: "Custom",
				IpVersion: versionOf(store.state.prefixLists, entry.destinationCidrBlock),
				RouteEntryName: entry.name,
				Description: entry.description,
				GmtModified: toApiTime(entry.modifiedAt),
				Origin: "CustomCreate",
				NextHops: { NextHop: entry.nextHops.map((hop) => hopAnswer(hop, vpc.regionId)) },
			},
		}));
}

function hopAnswer({ id, type, weight }: NextHop, regionId: string): Answer {
	const hop = { NextHopId: id, NextHopType: type };
	// The other fields come with router interfaces only; that theirs is the region of the table is assumed.
	return type === "RouterInterface" ? { ...hop, Enabled: 1, Weight: weight, NextHopRegionId: regionId } : hop;
}

type Filter = (one: Listed) => boolean;

function readFilters(parameters: Parameters): Filter[] {
	const type = oneOf(parameters, "RouteEntryType", ["Custom", "System", "BGP", "CEN", "ECR"]);
	assertFiltersFor(type, parameters);
	const destinations = indexedValues(parameters, "DestCidrBlockList");
	if (destinations.length > MAX_DESTINATIONS) {
		throw cloudError("InvalidParameter.{Param}", "DestCidrBlockList", `over ${MAX_DESTINATIONS} destinations`);
	}
	const wanted = destinations.map((text) => readCidr(text)?.text ?? text);
	// The page writes it in both ways.
	const version = oneOf(parameters, "IpVersion", ["IPv4", "IPv6", "ipv4", "ipv6"])?.toLowerCase();
	return [
		(one) => type === undefined || one.type === type,
		(one) => version === undefined || String(one.answer["IpVersion"]).toLowerCase() === version,
		(one) => wanted.length === 0 || wanted.includes(one.destination),
		ifGiven(parameters, "DestinationCidrBlock", (text, one) => one.destination === (readCidr(text)?.text ?? text)),
		ifGiven(parameters, "RouteEntryId", (id, one) => one.entry?.id === id),
		ifGiven(parameters, "RouteEntryName", (name, one) => one.entry?.name === name),
		ifGiven(parameters, "NextHopId", (id, one) => one.entry?.nextHops.some((hop) => hop.id === id) === true),
		// The page's list of types lacks VpcPeer; that it can be given all the same is assumed.
		ifGiven(parameters, "NextHopType", (of, one) => one.entry?.nextHops.some((hop) => hop.type === of) === true),
	];
}

/**
 * Refuses filters that look among custom entries alone. NextHopId and NextHopType were refused on the real service where no
 * type was given; that they are taken with Custom is assumed. RouteEntryId and RouteEntryName are documented to be for
 * custom entries; clients give the name without a type, so that only another type is refused (alicloud-api.md 3.1).
 */
function assertFiltersFor(type: string | undefined, parameters: Parameters): void {
	const given = (name: string) => (parameters.get(name) ?? "") !== "";
	const refused = [
		...(type === "Custom" ? [] : ["NextHopId", "NextHopType"]),
		...(type === "Custom" || type === undefined ? [] : ["RouteEntryId", "RouteEntryName"]),
	].find(given);
	if (refused !== undefined) throw cloudError("OperationFailed.FilterParamUnderWrongRouteType", refused);
}

function ifGiven(parameters: Parameters, name: string, filter: (value: string, one: Listed) => boolean): Filter {
	const value = parameters.get(name) ?? "";
	return (one) => value === "" || filter(value, one);
}
