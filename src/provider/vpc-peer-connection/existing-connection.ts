import { listVpcPeerConnections } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { sameValue } from "../../schema/compare";
import { isDead } from "../../schema/status";
import { fieldOf, type VpcPeerConnectionField } from "../../schema/vpc-peer-connection-fields";
import { pairOf } from "../preflight/connection-index";
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

/** What the user of a program can do about a connection that stands in the way. */
export function waysOn(instanceId: string): string {
	return `Take it over with adopt: true, or import it with \`npx pulumi-alicloud-vpcpeer import-file ${instanceId}\`; if nothing needs it, delete it`;
}

/** Why an existing connection can't be made what the program declares; undefined where it can. */
export function whyNotAdoptable(found: VpcPeerConnectionAttribute, request: CheckedInputs): string | undefined {
	if (found.vpcId === request.acceptingVpcId && found.acceptingVpcId === request.vpcId) {
		return `it goes the other way round: account ${found.ownerId} asked for it, from ${found.vpcId} (${found.regionId}) to ${found.acceptingVpcId} (${found.acceptingRegionId}). Swap the two sides in the program and use the credentials of account ${found.ownerId}`;
	}
	if (found.managedService !== undefined) {
		return `the service ${found.managedService} of the cloud owns it, and nobody else may change it`;
	}
	const fixed = fixedFields.filter(
		(name) => request[name] !== undefined && !sameValue(fieldOf(name).kind, found[name], request[name]),
	);
	return fixed.length === 0
		? undefined
		: `the cloud can't change ${fixed.map((name) => `its ${name} ${String(found[name])}`).join(", ")}. Declare it so`;
}

const fixedFields = [
	"regionId",
	"acceptingRegionId",
	"acceptingAliUid",
] as const satisfies readonly VpcPeerConnectionField[];
