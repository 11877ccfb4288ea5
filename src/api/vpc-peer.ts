import * as v from "valibot";
import {
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../schema/vpc-peer-connection-fields";
import { numberIn, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient, ApiRequest } from "./client";
import { allPages, pageOf, pageParameter, requiredObjectsIn, unreadable } from "./pages";
import { assertShape, instanceId } from "./shape";
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

/** The id may lack: then the request is sent again, and the same token leads to the same connection. */
const createdShape = v.looseObject({ InstanceId: instanceId });

/** CreateVpcPeerConnection. Asynchronous: returns the id as soon as the work is queued; none for a dry run. */
export async function createVpcPeerConnection(
	client: ApiClient,
	inputs: ConnectionParameters,
	options: MutationOptions,
	limits: CallLimits,
): Promise<string> {
	const { body, query } = toParameters(inputs);
	return client.call(
		{ action: "CreateVpcPeerConnection", body: { ...body, ...mutation(options) }, query },
		limits,
		(answer) => {
			if (options.dryRun !== true) {
				assertShape(createdShape, answer, "CreateVpcPeerConnection");
			}
			return textIn(answer, "InstanceId") ?? "";
		},
	);
}

/** GetVpcPeerConnectionAttribute. */
export async function getVpcPeerConnectionAttribute(
	client: ApiClient,
	instanceId: string,
	limits: CallLimits,
): Promise<VpcPeerConnectionAttribute> {
	const action = "GetVpcPeerConnectionAttribute";
	return client.call({ action, body: { InstanceId: instanceId } }, limits, (answer) => {
		const attribute = toAttribute(answer, action);
		if (attribute.instanceId !== instanceId) {
			throw unreadable(action, `the answer is about ${attribute.instanceId}, and ${instanceId} was asked for`);
		}
		return attribute;
	});
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
	const action = "ListVpcPeerConnections";
	const { body, query } = toListParameters(filter);
	let seen = 0;
	return allPages(action, limits, (nextToken) => {
		return client.call({ action, body: { ...body, ...pageParameter(nextToken) }, query }, limits, (answer) => {
			const page = requiredObjectsIn(answer, "VpcPeerConnects", action).map((entry) => toAttribute(entry, action));
			seen += page.length;
			const wanted = page.length > 0 && goOn(numberIn(answer, "TotalCount") ?? seen);
			return wanted ? pageOf(answer, page) : { items: page, nextToken: undefined };
		});
	});
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
