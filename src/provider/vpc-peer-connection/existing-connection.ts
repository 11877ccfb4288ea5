import { listVpcPeerConnections } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { sameValue } from "../../schema/compare";
import { isDead } from "../../schema/status";
import { fieldOf, type VpcPeerConnectionField } from "../../schema/vpc-peer-connection-fields";
import { pairOf } from "../preflight/connection-index";
import { asDeclared, isReversed } from "./direction";
import type { Session } from "./session";
import type { CheckedInputs } from "./state";

/** The living connection that joins the two VPCs of the request, whichever way round; the cloud allows one. */
export function findOfPair(session: Session, request: CheckedInputs): Promise<VpcPeerConnectionAttribute | undefined> {
	return findJoining(session, request, (connection) => !isDead(connection.status));
}

/**
 * What of the pair makes the cloud say that a connection exists: a living one, or one that is being deleted. It is there, so
 * it is looked for more than once.
 */
export function findInTheWay(
	session: Session,
	request: CheckedInputs,
): Promise<VpcPeerConnectionAttribute | undefined> {
	return session.lookSurely(() =>
		findJoining(session, request, ({ status }) => status === "Deleting" || !isDead(status)),
	);
}

async function findJoining(
	session: Session,
	request: CheckedInputs,
	isWanted: (connection: VpcPeerConnectionAttribute) => boolean,
): Promise<VpcPeerConnectionAttribute | undefined> {
	// A connection that goes the other way round is listed in the accepter's region.
	for (const regionId of new Set([request.regionId, request.acceptingRegionId])) {
		const listed = await listVpcPeerConnections(
			session.access.vpcPeer,
			{ regionId, vpcIds: [request.vpcId, request.acceptingVpcId] },
			session.limits,
		);
		const found = listed.find((one) => pairOf(one) === pairOf(request) && isWanted(one));
		if (found !== undefined) {
			return found;
		}
	}
	return undefined;
}

/** An existing connection in a few words: its id, name, status, ends and age. */
export function describeExisting(found: VpcPeerConnectionAttribute): string {
	const name = found.name === undefined ? "" : ` "${found.name}"`;
	return `${found.instanceId}${name}: ${found.status}, from ${found.vpcId} to ${found.acceptingVpcId}, created ${found.createTime ?? "at a time unknown"}`;
}

/**
 * What the user of a program can do about a connection that stands in the way. The commonest reason comes first: the resource
 * got another name, and the engine takes that for a new one.
 */
export function waysOn(instanceId: string): string {
	return `If this resource or its component was renamed, add the option { aliases: [{ name: "<old name>" }] } (for a VPC of a mesh formerName: "<old name>"; in a component of your own to both): then nothing is made or deleted. Otherwise adopt: true takes it over, or \`npx pulumi-alicloud-vpcpeer import-file ${instanceId} --name <name of this resource>\` imports it; if nothing needs it, delete it`;
}

/** What to do where the connection in the way is the resource's own, and the engine was asked to replace it. */
export const waysToReplace =
	"If a replacement was asked for (`--replace`, `pulumi state taint`): the option { deleteBeforeReplace: true } deletes the old one first, and `pulumi state untaint` takes a taint back";

/** What adopting means from now on. */
export const adoptedText =
	"From then on a destroy of this stack deletes it, also where another stack holds it; the option { retainOnDelete: true } keeps it.";

/** Why an existing connection can't be made what the program declares; undefined where it can. */
export function whyNotAdoptable(found: VpcPeerConnectionAttribute, request: CheckedInputs): string | undefined {
	if (isReversed(found, request)) {
		const reason = whyNotReversed(found, request);
		if (reason !== undefined) {
			return reason;
		}
	}
	if (found.managedService !== undefined) {
		return `the service ${found.managedService} of the cloud owns it, and nobody else may change it`;
	}
	const connection = asDeclared(found, request);
	const fixed = fixedFields.filter(
		(name) => request[name] !== undefined && !sameValue(fieldOf(name).kind, connection[name], request[name]),
	);
	return fixed.length === 0
		? undefined
		: `the cloud can't change ${fixed.map((name) => `its ${name} ${String(connection[name])}`).join(", ")}. Declare it so`;
}

/** What is against taking over a connection that goes the other way round. */
function whyNotReversed(found: VpcPeerConnectionAttribute, { direction }: CheckedInputs): string | undefined {
	const way = `it goes the other way round: account ${found.ownerId} asked for it, from ${found.vpcId} (${found.regionId}) to ${found.acceptingVpcId} (${found.acceptingRegionId})`;
	if (direction !== "either") {
		return `${way}. Swap the two sides in the program and use the credentials of account ${found.ownerId}, or set direction: "either" if this way is as good`;
	}
	return found.status === "Accepting"
		? `${way}, and account ${found.acceptingAliUid} has not accepted it. Accept it there, or delete it`
		: undefined;
}

const fixedFields = [
	"regionId",
	"acceptingRegionId",
	"acceptingAliUid",
] as const satisfies readonly VpcPeerConnectionField[];
