import {
	array,
	boolean,
	check,
	type GenericSchema,
	minLength,
	picklist,
	pipe,
	regex,
	strictObject,
	string,
} from "valibot";
import { readCidr } from "../cidr";
import type { CdtState, ResourceGroup, Tag } from "./model";
import type { VSwitch } from "./routing-model";

/** One rule per field of a type, none left out. */
export type Rules<Type> = { readonly [Field in keyof Required<Type>]: GenericSchema };

export const text = pipe(string(), minLength(1, "must not be empty"));
export const uid = pipe(string(), regex(/^[1-9]\d{0,18}$/, "must be the digits of an int64, as text"));
export const site = picklist(["china", "international"]);
export const bizStatus = picklist(["Normal", "FinancialLocked"]);
export const linkType = picklist(["Platinum", "Gold"]);
export const vpcStatus = picklist(["Pending", "Available"]);
export const ipVersion = picklist(["IPv4", "IPv6"]);

export const range = pipe(
	string(),
	check((cidr) => readCidr(cidr) !== undefined, "must be a CIDR block"),
);

export const tag = strictObject({ Key: text, Value: string() } satisfies Rules<Tag>);
export const vSwitch = strictObject({ id: text, cidrBlock: text } satisfies Rules<VSwitch>);
export const resourceGroup = strictObject({ id: text, name: text } satisfies Rules<ResourceGroup>);

export const cdt = {
	intra: boolean(),
	crossBorder: boolean(),
	linkTypes: array(linkType),
	openedByCreate: boolean(),
	refusesReopening: boolean(),
} satisfies Rules<CdtState>;
