import { type CdtService, isCdtEnabled } from "../../api/cdt";
import { describeVpcs, type VpcFacts } from "../../api/vpc";
import { listVpcPeerConnections } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import type { CloudAccess } from "../runtime";
import type { Budget } from "./budget";
import { ConnectionIndex } from "./connection-index";
import type { Degraded } from "./finding";

/**
 * What one account's credentials see, each fact read once for all resources of the run and whole regions at a time: a
 * hundred new connections in a region cost the same few requests as one.
 */
export class Facts {
	private readonly access: CloudAccess;
	private readonly budget: Budget;
	private readonly known = new Map<string, Promise<unknown>>();

	constructor(access: CloudAccess, budget: Budget) {
		this.access = access;
		this.budget = budget;
	}

	/** The account of the credentials. Not degraded: without it no request can be made. */
	accountId(): Promise<string> {
		return this.access.accountId(this.budget.limits.deadline);
	}

	/** The account's VPCs of a region, by id. */
	vpcs(regionId: string): Promise<ReadonlyMap<string, VpcFacts> | Degraded> {
		return this.once(`vpcs ${regionId}`, "the VPCs", "vpc:DescribeVpcs", async () => {
			const vpcs = await describeVpcs(this.access.vpc(regionId), regionId, this.budget.limits);
			return new Map(vpcs.map((vpc) => [vpc.vpcId, vpc]));
		});
	}

	/** The living connections of a region, in which the account has either side. */
	connections(regionId: string): Promise<ConnectionIndex | Degraded> {
		return this.once(`connections ${regionId}`, "the existing connections", "vpc:ListVpcPeerConnections", async () => {
			const all = await listVpcPeerConnections(this.access.vpcPeer, { regionId }, this.budget.limits);
			return new ConnectionIndex(all.filter(({ status }) => !isDead(status)));
		});
	}

	/** Whether a service of Cloud Data Transfer is active in the account. */
	cdt(service: CdtService): Promise<boolean | Degraded> {
		const ramAction = service === "intra" ? "cdt:GetCdtServiceStatus" : "cdt:GetCdtCbServiceStatus";
		return this.once(`cdt ${service}`, "the status of Cloud Data Transfer", ramAction, () =>
			isCdtEnabled(this.access.cdt(), service, this.budget.limits),
		);
	}

	private once<T>(key: string, what: string, ramAction: string, read: () => Promise<T>): Promise<T | Degraded> {
		let fact = this.known.get(key) as Promise<T | Degraded> | undefined;
		if (fact === undefined) {
			fact = read().catch((error) => ({ degraded: whyNot(what, ramAction, error) }));
			this.known.set(key, fact);
		}
		return fact;
	}
}

/** Why a fact could not be had, as a warning. */
export function whyNot(what: string, ramAction: string, error: unknown): string {
	if (error instanceof ApiError && isPermission(error.code)) {
		const missing = error.failure.deniedAction ?? ramAction;
		return `preflight: no answer about ${what}, so not everything was checked. Allow the RAM action ${missing} to have it checked (${error.code}, RequestId ${error.failure.requestId ?? "unknown"}).`;
	}
	const reason = VpcPeeringError.isInstance(error) ? error.message : "the answer could not be understood.";
	return `preflight: no answer about ${what}, so not everything was checked. ${reason}`;
}

/** True for the codes with which RAM refuses. */
export function isPermission(code: string): boolean {
	return /^(Forbidden(\.|$)|NoPermission)/.test(code);
}
