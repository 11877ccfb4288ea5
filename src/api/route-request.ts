import type { ApiRequest } from "./client";

/** The names of a request's members, as the SDK's model takes them. */
type MembersOf<Model> = Partial<Omit<Model, "toMap" | "validate" | "copyWithoutStream">>;

interface RequestModel {
	validate(): void;
	// biome-ignore lint/suspicious/noExplicitAny: the SDK's own signature
	toMap(withoutStream?: boolean): Record<string, any>;
}

type ModelClass<Model> = new (members: MembersOf<Model>) => Model;

/**
 * The SDK's models of the requests about routes, each in its own module: the package as a whole loads 1,800 modules for the
 * five that are needed (docs/decisions/0014-vpc-sdk.md). They are loaded with the first such request.
 */
const modelModules = {
	CreateRouteEntry: () => import("@alicloud/vpc20160428/dist/models/CreateRouteEntryRequest.js"),
	ModifyRouteEntry: () => import("@alicloud/vpc20160428/dist/models/ModifyRouteEntryRequest.js"),
	DeleteRouteEntry: () => import("@alicloud/vpc20160428/dist/models/DeleteRouteEntryRequest.js"),
	DescribeRouteEntryList: () => import("@alicloud/vpc20160428/dist/models/DescribeRouteEntryListRequest.js"),
	DescribeRouteTableList: () => import("@alicloud/vpc20160428/dist/models/DescribeRouteTableListRequest.js"),
} as const;

/** An operation of the VPC product on routes. */
export type RouteAction = keyof typeof modelModules;

type ModuleOf<Action extends RouteAction> = Awaited<ReturnType<(typeof modelModules)[Action]>>;
type ModelOf<Action extends RouteAction> =
	ModuleOf<Action> extends Record<`${Action}Request`, ModelClass<infer Model>> ? Model : never;

/** A request of the VPC product, written by the SDK's model: it knows the wire's names and refuses members of a wrong type. */
export async function routeRequest<Action extends RouteAction>(
	action: Action,
	members: MembersOf<ModelOf<Action>>,
): Promise<ApiRequest> {
	const module = (await modelModules[action]()) as unknown as Record<string, ModelClass<RequestModel>>;
	const Model = module[`${action}Request`] as ModelClass<RequestModel>;
	const model = new Model(members as MembersOf<RequestModel>);
	model.validate();
	const parameters = Object.entries(model.toMap()).filter(([, value]) => value !== undefined && value !== null);
	return { action, query: Object.fromEntries(parameters.map(([name, value]) => [name, String(value)])) };
}
