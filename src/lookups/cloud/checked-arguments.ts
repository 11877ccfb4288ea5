import { instanceIdRule } from "../../schema/instance-id";
import { objectOf, oneOf, type Rule, textLike } from "../../schema/rules";
import { statuses } from "../../schema/status";
import { vpcPeerConnectionFields as fields } from "../../schema/vpc-peer-connection-fields";
import type { GetCallerIdentityArgs } from "../get-caller-identity";
import type { GetVpcPeerConnectionArgs } from "../get-vpc-peer-connection";
import type { GetVpcPeerConnectionsArgs } from "../get-vpc-peer-connections";
import type { GetVpcPeeringReachabilityArgs } from "../get-vpc-peering-reachability";
import type { GetVpcRangesArgs } from "../get-vpc-ranges";
import { LookupFailed } from "./failure";

type RulesOf<Args> = { readonly [Name in keyof Required<Args>]: Rule };

const statusNames = Object.keys(statuses);
const oneStatus = oneOf(statusNames, `one of ${statusNames.join(", ")}, or a list of them`);
const status: Rule = (value) => (Array.isArray(value) ? value.flatMap((one) => oneStatus(one)) : oneStatus(value));

/** The arguments of `getVpcPeerConnection`; what is an input of the resource follows the same rule. */
export const findOneRules = {
	instanceId: instanceIdRule,
	vpcId: fields.vpcId.rule,
	acceptingVpcId: fields.acceptingVpcId.rule,
	regionId: fields.regionId.rule,
	acceptingRegionId: fields.acceptingRegionId.rule,
	profile: fields.profile.rule,
	assumeRole: fields.assumeRole.rule,
} as const satisfies RulesOf<GetVpcPeerConnectionArgs>;

/** The arguments of `getVpcPeerConnections`. */
export const findSomeRules = {
	regionId: fields.regionId.rule,
	vpcId: fields.vpcId.rule,
	// Not the rule of the input: the console gives names that it refuses.
	name: textLike(/\S/, "a name"),
	status,
	tags: fields.tags.rule,
	resourceGroupId: fields.resourceGroupId.rule,
	profile: fields.profile.rule,
	assumeRole: fields.assumeRole.rule,
} as const satisfies RulesOf<GetVpcPeerConnectionsArgs>;

/** The arguments of `getCallerIdentity`. */
export const callerIdentityRules = {
	profile: fields.profile.rule,
	assumeRole: fields.assumeRole.rule,
} as const satisfies RulesOf<GetCallerIdentityArgs>;

/** The arguments of `getVpcRangesOutput`. */
export const vpcRangesRules = {
	vpcId: fields.vpcId.rule,
	regionId: fields.regionId.rule,
	...callerIdentityRules,
} as const satisfies RulesOf<GetVpcRangesArgs>;

const credentials = objectOf(callerIdentityRules, [], 'an object such as { profile: "partner" }');

/** The arguments of `getVpcPeeringReachability`. */
export const reachabilityRules = {
	instanceId: findOneRules.instanceId,
	requester: credentials,
	accepter: credentials,
	requesterVpcId: fields.vpcId.rule,
} as const satisfies RulesOf<GetVpcPeeringReachabilityArgs>;

/** Refuses arguments that have no answer: all that is wrong is said at once. Absent and undefined are the same. */
export function assertArguments(rules: Readonly<Record<string, Rule>>, args: object): void {
	const complaints = Object.entries(args)
		.filter(([, value]) => value !== undefined)
		.flatMap(([name, value]) => {
			const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
			return rule === undefined
				? [`${name} is no argument, the arguments are ${Object.keys(rules).join(", ")}`]
				: rule(value).map(({ path = "", problem }) => `${name}${path} ${problem}`);
		});
	if (complaints.length > 0) {
		throw new LookupFailed("arguments", `${[...new Set(complaints)].join("; ")}.`);
	}
}
