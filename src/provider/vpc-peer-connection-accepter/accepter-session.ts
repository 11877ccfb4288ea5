import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { listTags } from "../../api/vpc-peer-groups-and-tags";
import { ApiError } from "../../errors/api-error";
import { sameValue } from "../../schema/compare";
import type { OperationOwner } from "../operation";
import { isPermission } from "../preflight/facts";
import type { Runtime } from "../runtime";
import { Session } from "../vpc-peer-connection/session";

/** What an operation needs of an accepter's inputs or state. */
type AccepterOwner = OperationOwner & {
	acceptingRegionId?: string | undefined;
	tags?: Readonly<Record<string, string>> | undefined;
};

/**
 * An operation of the accepting account. Which account's tags Get shows to it is not documented (alicloud-api.md, 1.8): where
 * they are not those that the account has set, its own list of tags is asked as well, and counts.
 */
export class AccepterSession extends Session {
	private readonly expectedTags: Readonly<Record<string, string>>;

	constructor(runtime: Runtime, owner: AccepterOwner, operation: ConstructorParameters<typeof Session>[2]) {
		// The accepting account's end of the connection is in the accepter's region: there its lists have it.
		super(runtime, { ...owner, regionId: owner.acceptingRegionId }, operation);
		this.expectedTags = owner.tags ?? {};
	}

	override async find(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return this.withOwnTags(await super.find(instanceId));
	}

	override async findRecent(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return this.withOwnTags(await super.findRecent(instanceId));
	}

	private async withOwnTags(
		seen: VpcPeerConnectionAttribute | undefined,
	): Promise<VpcPeerConnectionAttribute | undefined> {
		const isShared = seen?.ownerId !== seen?.acceptingAliUid;
		if (seen?.acceptingRegionId === undefined || !isShared || sameValue("map", seen.tags ?? {}, this.expectedTags)) {
			return seen;
		}
		try {
			const target = { regionId: seen.acceptingRegionId, instanceId: seen.instanceId };
			return { ...seen, tags: await listTags(this.access.vpcPeer, target, this.limits) };
		} catch (error) {
			this.warnOfTags(error);
			return seen;
		}
	}

	private warnOfTags(error: unknown): void {
		if (error instanceof ApiError && isPermission(error.code)) {
			const missing = error.failure.deniedAction ?? "vpc:ListTagResources";
			const text = `the tags of the accepting account can't be told from the requester's. Allow the RAM action ${missing} (${error.code}, RequestId ${error.failure.requestId ?? "unknown"}).`;
			if (this.runtime.isNews(missing)) {
				this.journal.warn(text);
			}
		}
	}
}
