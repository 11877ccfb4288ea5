import { readCidr } from "../cidr";
import { toApiTime } from "../clock";
import { cloudError } from "../cloud-error";
import { indexedValues, oneOf, type Parameters, requiredText } from "../validation/parameters";
import { findOwned } from "../world/connections";
import { earlierEntries } from "../world/earlier";
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

/** DescribeRouteEntryList (alicloud-api.md 3.1): system entries first, then custom ones, oldest first (assumed). */
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
			TotalCount: entries.length,
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
			NextHops: { NextHop: [] },
		},
	}));
}

function customList(context: ActionContext, { table }: TableInVpc): Listed[] {
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
				IpVersion: readCidr(entry.destinationCidrBlock)?.version ?? "IPv4",
				RouteEntryName: entry.name,
				Description: entry.description,
				GmtModified: toApiTime(entry.modifiedAt),
				NextHops: { NextHop: entry.nextHops.map((hop) => hopAnswer(context, hop)) },
			},
		}));
}

function hopAnswer({ store, caller }: ActionContext, hop: NextHop): Answer {
	const connection = hop.type === "VpcPeer" ? findOwned(store, hop.id, caller.account.uid) : undefined;
	return {
		NextHopId: hop.id,
		NextHopType: hop.type,
		Enabled: 1,
		Weight: hop.weight,
		// Which of the two regions is meant is not documented; assumed: the requester's.
		...(connection === undefined ? {} : { NextHopRegionId: connection.regionId }),
	};
}

type Filter = (one: Listed) => boolean;

function readFilters(parameters: Parameters): Filter[] {
	const type = oneOf(parameters, "RouteEntryType", ["Custom", "System", "BGP", "CEN", "ECR"]);
	for (const name of ["RouteEntryId", "RouteEntryName"]) {
		// These two look among custom entries alone (alicloud-api.md 3.1).
		if ((parameters.get(name) ?? "") !== "" && type !== undefined && type !== "Custom") {
			throw cloudError("OperationFailed.FilterParamUnderWrongRouteType", name);
		}
	}
	const destinations = indexedValues(parameters, "DestCidrBlockList");
	if (destinations.length > MAX_DESTINATIONS) {
		throw cloudError("InvalidParameter.{Param}", "DestCidrBlockList", `over ${MAX_DESTINATIONS} destinations`);
	}
	const wanted = destinations.map((text) => readCidr(text)?.text ?? text);
	const version = oneOf(parameters, "IpVersion", ["IPv4", "IPv6"]);
	return [
		(one) => type === undefined || one.type === type,
		(one) => version === undefined || one.answer["IpVersion"] === version,
		(one) => wanted.length === 0 || wanted.includes(one.destination),
		ifGiven(parameters, "DestinationCidrBlock", (text, one) => one.destination === (readCidr(text)?.text ?? text)),
		ifGiven(parameters, "RouteEntryId", (id, one) => one.entry?.id === id),
		ifGiven(parameters, "RouteEntryName", (name, one) => one.entry?.name === name),
		ifGiven(parameters, "NextHopId", (id, one) => one.entry?.nextHops.some((hop) => hop.id === id) === true),
		// The page's list of types lacks VpcPeer; that it can be given all the same is assumed.
		ifGiven(parameters, "NextHopType", (of, one) => one.entry?.nextHops.some((hop) => hop.type === of) === true),
	];
}

function ifGiven(parameters: Parameters, name: string, filter: (value: string, one: Listed) => boolean): Filter {
	const value = parameters.get(name) ?? "";
	return (one) => value === "" || filter(value, one);
}
