import {
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../schema/vpc-peer-connection-fields";
import { numberIn, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient, ApiRequest } from "./client";
import { assertTimeForAnotherPage, requiredListIn } from "./pages";
import { toTagParameters } from "./tag-parameters";
import { toAttribute, type VpcPeerConnectionAttribute } from "./vpc-peer-connection-attribute";

/** The inputs of a create or modify request, under the resource's names. */
export type ConnectionParameters = Partial<Record<VpcPeerConnectionField, unknown>>;

/** Encodes inputs as parameters, each where the official clients put it. What is no parameter of the cloud is left out. */
export function toParameters(inputs: ConnectionParameters): Required<Pick<ApiRequest, "body" | "query">> {
	const parameters = { body: {} as Record<string, string>, query: {} as Record<string, string> };
	for (const name of vpcPeerConnectionFieldNames) {
		const { parameter, kind } = fieldOf(name);
		const value = inputs[name];
		if (parameter === undefined || value === undefined) {
			continue;
		}
		if (kind === "map") {
			Object.assign(parameters[parameter.position], toTagParameters(value as Record<string, string>));
		} else {
			parameters[parameter.position][parameter.name] = String(value);
		}
	}
	return parameters;
}

/** What a mutating request carries besides its own parameters. */
export interface MutationOptions {
	readonly clientToken: string;
	readonly dryRun?: boolean;
}

function mutation({ clientToken, dryRun }: MutationOptions): Record<string, string> {
	return { ClientToken: clientToken, ...(dryRun === true ? { DryRun: "true" } : {}) };
}

/** CreateVpcPeerConnection. Asynchronous: returns the id as soon as the work is queued. */
export async function createVpcPeerConnection(
	client: ApiClient,
	inputs: ConnectionParameters,
	options: MutationOptions,
	limits: CallLimits,
): Promise<{ instanceId: string | undefined; requestId: string | undefined }> {
	const { body, query } = toParameters(inputs);
	const answer = await client.call(
		{ action: "CreateVpcPeerConnection", body: { ...body, ...mutation(options) }, query },
		limits,
	);
	return { instanceId: textIn(answer, "InstanceId"), requestId: textIn(answer, "RequestId") };
}

/** GetVpcPeerConnectionAttribute. */
export async function getVpcPeerConnectionAttribute(
	client: ApiClient,
	instanceId: string,
	limits: CallLimits,
): Promise<VpcPeerConnectionAttribute> {
	const answer = await client.call(
		{ action: "GetVpcPeerConnectionAttribute", body: { InstanceId: instanceId } },
		limits,
	);
	return toAttribute(answer);
}

/** ModifyVpcPeerConnection. Asynchronous. */
export async function modifyVpcPeerConnection(
	client: ApiClient,
	instanceId: string,
	changes: ConnectionParameters,
	options: MutationOptions,
	limits: CallLimits,
): Promise<void> {
	const { body, query } = toParameters(changes);
	await client.call(
		{ action: "ModifyVpcPeerConnection", body: { InstanceId: instanceId, ...body, ...mutation(options) }, query },
		limits,
	);
}

/** AcceptVpcPeerConnection, with the accepting account's credentials. Asynchronous. */
export async function acceptVpcPeerConnection(
	client: ApiClient,
	instanceId: string,
	own: Pick<ConnectionParameters, "resourceGroupId" | "tags">,
	options: MutationOptions,
	limits: CallLimits,
): Promise<void> {
	const { body, query } = toParameters(own);
	await client.call(
		{ action: "AcceptVpcPeerConnection", body: { InstanceId: instanceId, ...body, ...mutation(options) }, query },
		limits,
	);
}

/** RejectVpcPeerConnection, with the accepting account's credentials. */
export async function rejectVpcPeerConnection(
	client: ApiClient,
	instanceId: string,
	options: MutationOptions,
	limits: CallLimits,
): Promise<void> {
	await client.call(
		{ action: "RejectVpcPeerConnection", body: { InstanceId: instanceId, ...mutation(options) } },
		limits,
	);
}

/** DeleteVpcPeerConnection. Asynchronous. */
export async function deleteVpcPeerConnection(
	client: ApiClient,
	instanceId: string,
	options: MutationOptions & { force: boolean },
	limits: CallLimits,
): Promise<void> {
	await client.call(
		{
			action: "DeleteVpcPeerConnection",
			body: { InstanceId: instanceId, ...(options.force ? { Force: "true" } : {}), ...mutation(options) },
		},
		limits,
	);
}

/** What ListVpcPeerConnections is asked for. */
export interface ConnectionFilter {
	readonly regionId: string;
	/** At most two; a connection counts that has one of them on either side. */
	readonly vpcIds?: readonly string[];
	readonly name?: string | undefined;
	readonly resourceGroupId?: string | undefined;
	/** A connection counts that has all of them. */
	readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * ListVpcPeerConnections: all pages, or as many as `goOn` wants, which is told after each how many connections there are
 * in all.
 */
export async function listVpcPeerConnections(
	client: ApiClient,
	filter: ConnectionFilter,
	limits: CallLimits,
	goOn: (total: number) => boolean = () => true,
): Promise<VpcPeerConnectionAttribute[]> {
	const connections: VpcPeerConnectionAttribute[] = [];
	const { body, query } = toListParameters(filter);
	let nextToken: string | undefined;
	do {
		const from = nextToken === undefined ? {} : { NextToken: nextToken };
		const answer = await client.call({ action: "ListVpcPeerConnections", body: { ...body, ...from }, query }, limits);
		const page = requiredListIn(answer, "VpcPeerConnects", "ListVpcPeerConnections");
		connections.push(...page.map((entry) => toAttribute(entry as Record<string, unknown>)));
		const wanted = page.length > 0 && goOn(numberIn(answer, "TotalCount") ?? connections.length);
		nextToken = wanted ? textIn(answer, "NextToken") : undefined;
		if (nextToken !== undefined) {
			assertTimeForAnotherPage("ListVpcPeerConnections", limits);
		}
	} while (nextToken !== undefined);
	return connections;
}

/** The documents name two limits of the tag filter, 10 and 20 (alicloud-api.md, 1.7): the smaller is sure to be taken. */
const largestTagFilter = 10;

function toListParameters({ regionId, vpcIds, name, resourceGroupId, tags = {} }: ConnectionFilter) {
	return {
		body: {
			RegionId: regionId,
			MaxResults: "100",
			...(vpcIds === undefined ? {} : { VpcId: vpcIds.join(",") }),
			...(name === undefined ? {} : { Name: name }),
		},
		query: {
			...(resourceGroupId === undefined ? {} : { ResourceGroupId: resourceGroupId }),
			...toTagParameters(Object.fromEntries(Object.entries(tags).sort().slice(0, largestTagFilter)), "Tags"),
		},
	};
}
