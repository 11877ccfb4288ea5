import DataLoader from "dataloader";
import { type CdtService, isCdtEnabled } from "../../api/cdt";
import { systemClock } from "../../api/clock";
import type { ProductName } from "../../api/products";
import { hasResourceGroup } from "../../api/resource-manager";
import { describeVpcs, mostVpcsAsked, type VpcFacts } from "../../api/vpc";
import { listVpcPeerConnections } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import type { CloudErrorCode } from "../../errors/cloud-error-codes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import { believe } from "../../wait/belief";
import type { CloudAccess } from "../runtime";
import type { Budget } from "./budget";
import { ConnectionIndex } from "./connection-index";
import { type Degraded, isDegraded } from "./finding";

/** What is asked for within this time is asked for together. */
const batchWindowMs = 15;

/**
 * What one account's credentials see, each fact read once for all resources of the run and whole regions at a time: a
 * hundred new connections in a region cost the same few requests as one.
 */
export class Facts {
	private readonly access: CloudAccess;
	private readonly budget: Budget;
	private readonly known = new Map<string, Promise<unknown>>();
	/** By region: VPCs that its list did not name, asked for together. */
	private readonly vpcLoaders = new Map<string, DataLoader<string, VpcFacts | undefined>>();

	constructor(access: CloudAccess, budget: Budget) {
		this.access = access;
		this.budget = budget;
	}

	/** The account of the credentials. */
	accountId(): Promise<string | Degraded> {
		return this.once("account", "the account of the credentials", "sts:GetCallerIdentity", "Sts", () =>
			this.access.accountId(this.budget.limits.deadline),
		);
	}

	/**
	 * A VPC of the account; undefined when it surely is not there. The region's list was read once, perhaps before the
	 * program made the VPC, so absence from it is not believed: then the VPC itself is asked for.
	 */
	async vpc(regionId: string, vpcId: string): Promise<VpcFacts | undefined | Degraded> {
		const listed = await this.once(`vpcs ${regionId}`, "the VPCs", "vpc:DescribeVpcs", "Vpc", async () => {
			const vpcs = await describeVpcs(this.access.vpc(regionId), { regionId }, this.budget.limits);
			return new Map(vpcs.map((vpc) => [vpc.vpcId, vpc]));
		});
		if (isDegraded(listed)) {
			return listed;
		}
		try {
			return listed.get(vpcId) ?? (await this.lookUp(regionId, vpcId));
		} catch (error) {
			return { degraded: whyNot("the VPCs", "vpc:DescribeVpcs", error) };
		}
	}

	/** That a VPC is not there fails a preview, so one answer out of date is not believed. */
	private lookUp(regionId: string, vpcId: string): Promise<VpcFacts | undefined> {
		const { clock = systemClock } = this.budget.limits;
		return believe(
			() => this.vpcLoader(regionId).load(vpcId),
			(vpc) => vpc === undefined,
			clock,
		);
	}

	private vpcLoader(regionId: string): DataLoader<string, VpcFacts | undefined> {
		const known = this.vpcLoaders.get(regionId);
		if (known !== undefined) {
			return known;
		}
		const { clock = systemClock } = this.budget.limits;
		const loader = new DataLoader<string, VpcFacts | undefined>(
			async (vpcIds) => {
				const query = { regionId, vpcIds: [...new Set(vpcIds)] };
				const found = await describeVpcs(this.access.vpc(regionId), query, this.budget.limits);
				return vpcIds.map((vpcId) => found.find((vpc) => vpc.vpcId === vpcId));
			},
			{
				// Each look is a new one: the VPC may be there by then.
				cache: false,
				maxBatchSize: mostVpcsAsked,
				batchScheduleFn: (dispatch) => void clock.sleep(batchWindowMs).then(dispatch),
			},
		);
		this.vpcLoaders.set(regionId, loader);
		return loader;
	}

	/** The living connections of a region, in which the account has either side. */
	connections(regionId: string): Promise<ConnectionIndex | Degraded> {
		return this.once(
			`connections ${regionId}`,
			"the existing connections",
			"vpc:ListVpcPeerConnections",
			"VpcPeer",
			async () => {
				const all = await listVpcPeerConnections(this.access.vpcPeer, { regionId }, this.budget.limits);
				return new ConnectionIndex(all.filter(({ status }) => !isDead(status)));
			},
		);
	}

	/** Whether a service of Cloud Data Transfer is active in the account. */
	cdt(service: CdtService): Promise<boolean | Degraded> {
		const ramAction = service === "intra" ? "cdt:GetCdtServiceStatus" : "cdt:GetCdtCbServiceStatus";
		return this.once(`cdt ${service}`, "the status of Cloud Data Transfer", ramAction, "CDT", () =>
			isCdtEnabled(this.access.cdt(), service, this.budget.limits),
		);
	}

	/** Whether the account has a resource group. */
	resourceGroup(resourceGroupId: string): Promise<boolean | Degraded> {
		return this.once(
			`resource group ${resourceGroupId}`,
			"the resource group",
			// Not documented for this operation; the cloud's refusal names the action that it asks for.
			"ram:ListResourceGroups",
			"ResourceManager",
			() => hasResourceGroup(this.access.resourceManager(), resourceGroupId, this.budget.limits),
		);
	}

	private once<T>(
		key: string,
		what: string,
		ramAction: string,
		product: ProductName,
		read: () => Promise<T>,
	): Promise<T | Degraded> {
		let fact = this.known.get(key) as Promise<T | Degraded> | undefined;
		if (fact === undefined) {
			fact = this.readable(what, product) ?? read().catch((error) => ({ degraded: whyNot(what, ramAction, error) }));
			this.known.set(key, fact);
		}
		return fact;
	}

	/** Where only VpcPeer was sent elsewhere, another product's host would get keys that are not meant for it. */
	private readable(what: string, product: ProductName): Promise<Degraded> | undefined {
		const [own, other] = [this.access.cloudOf("VpcPeer"), this.access.cloudOf(product)];
		return own === other
			? undefined
			: Promise.resolve({
					degraded: `preflight: no answer about ${what}, so not everything was checked: VpcPeer goes to ${own}, but ${product} to ${other}. Set the endpoint of ${product}, too, or one for all with alicloud-vpcpeer:endpoint.`,
				});
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

/** The codes with which RAM refuses. */
const permissionCodes: ReadonlySet<string> = new Set<CloudErrorCode>([
	"Forbidden.NoPermission",
	"Forbidden.RAM",
	"NoPermission",
]);

/** True for the codes with which RAM refuses. */
export function isPermission(code: string): boolean {
	return permissionCodes.has(code);
}
