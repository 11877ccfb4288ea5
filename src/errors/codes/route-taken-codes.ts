import type { CodeFacts } from "./code-facts";

const compareEntry =
	"Look at the entry that exists: keep it if it points at the same next hop, else delete it and run again.";

/** Codes that say: the table has an entry for this destination already. Whose it is, its next hop tells. */
export const routeTakenCodes = {
	"InvalidCIDRBlock.Duplicate": {
		cause: "the route table has an entry with this destination already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"InvalidRouteEntry.Duplicate": {
		cause: "the route table has this entry already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"RouteConflict.AlreadyExist": {
		cause: "the route table has an entry already that conflicts with this one",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"Duplicated.VpcNextHop": {
		cause: "the route table has an entry with this next hop already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"RouterEntryConflict.Duplicated": {
		cause: "the route table has an entry with this destination already",
		nextStep: compareEntry,
		retry: "none",
		source: "practice",
	},
	EntryAlreadyExist: {
		cause: "the route table has this entry already",
		nextStep: compareEntry,
		retry: "none",
		source: "practice",
	},
	"OperationFailed.CidrConflictWithPrefixList": {
		cause: "the destination is part of a prefix list that the route table has an entry for already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"ResourceAlreadyAssociated.PrefixList": {
		cause: "the route table has an entry for this prefix list already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
} as const satisfies Record<string, CodeFacts>;

/** The codes, to look one up. */
export const duplicateRouteCodes: ReadonlySet<string> = new Set(Object.keys(routeTakenCodes));
