import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import { createVpcPeerConnection } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { findCode } from "../../errors/cloud-error-codes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { Runtime } from "../runtime";
import type { CheckedInputs } from "../vpc-peer-connection/state";
import { Budget, budgetMs } from "./budget";
import { PairCounts } from "./connection-index";
import { Facts, isPermission, whyNot } from "./facts";
import { type Degraded, type Finding, isDegraded } from "./finding";
import { isCrossBorder, reviewCdt, reviewPair, reviewVpcs } from "./review";

/** Dry runs under way at once. */
const dryRunsAtOnce = 16;

/** A new connection, with what decides how it is reviewed. */
export interface NewConnection {
	readonly request: CheckedInputs;
	/** In a preview the cloud is asked to check the request, too; in a run the request itself follows at once. */
	readonly preview: boolean;
	/** An old connection of the same pair goes first, so neither it nor a dry run that meets it says anything. */
	readonly replacesSamePair: boolean;
}

/**
 * Looks, before anything is created, whether the new connections of a run can be. It never makes a good program worse: what
 * can't be looked at becomes a warning, reads are shared, and all of it has one budget of time.
 */
export class Preflight {
	private readonly runtime: Runtime;
	/** The time all reviews of the run share; undefined when they are turned off. */
	readonly budget: Budget | undefined;
	private readonly facts = new Map<string, Facts>();
	private readonly reviews = new Map<string, Promise<Finding[]>>();
	private readonly limit = pLimit(dryRunsAtOnce);
	private readonly planned = new PairCounts();

	constructor(runtime: Runtime) {
		this.runtime = runtime;
		const totalMs = budgetMs(runtime.settings);
		this.budget = totalMs === undefined ? undefined : new Budget(totalMs);
	}

	/**
	 * Reviews one new connection. `announced` are other connections of the program that may be new: their reviews start
	 * now, side by side, because the engine asks for one resource after another.
	 */
	async review(connection: NewConnection, announced: readonly CheckedInputs[]): Promise<Finding[]> {
		if (this.budget === undefined) {
			return [];
		}
		for (const request of announced) {
			// Never rejects, and is waited for when the engine asks about that resource.
			void this.start({ request, preview: connection.preview, replacesSamePair: false });
		}
		const findings = await this.budget.within(this.start(connection));
		return (
			findings ?? [
				{
					severity: "warning",
					property: "",
					message: `preflight: the budget of ${this.budget.totalMs / 1000} s for the whole run is used up, so not everything was checked. Set alicloud-vpcpeer:preflight to a longer time, or to off.`,
				},
			]
		);
	}

	private start(connection: NewConnection): Promise<Finding[]> {
		const { request } = connection;
		const key = JSON.stringify([
			connection.preview,
			connection.replacesSamePair,
			Object.entries(request).sort(([left], [right]) => (left < right ? -1 : 1)),
		]);
		let review = this.reviews.get(key);
		if (review === undefined) {
			this.planned.add(request);
			review = this.inspect(connection).catch((error) => [unexpected(error)]);
			this.reviews.set(key, review);
		}
		return review;
	}

	private async inspect(connection: NewConnection): Promise<Finding[]> {
		const { request } = connection;
		const facts = this.factsOf(request);
		const accountId = await facts.accountId();
		const complete = { ...request, acceptingAliUid: request.acceptingAliUid ?? accountId };
		const findings = await this.inspectFacts(facts, complete, accountId, connection);
		const decided = findings.some(({ severity, final }) => severity === "error" || final === true);
		if (decided || !connection.preview || connection.replacesSamePair) {
			return findings;
		}
		return [...findings, ...(await this.limit(() => this.dryRun(complete)))];
	}

	private factsOf({ profile, assumeRole }: CheckedInputs): Facts {
		const key = JSON.stringify([profile, assumeRole]);
		let facts = this.facts.get(key);
		if (facts === undefined) {
			facts = new Facts(this.runtime.access({ profile, assumeRole }), this.budget as Budget);
			this.facts.set(key, facts);
		}
		return facts;
	}

	/** What the account's own facts say. All reads go out side by side. */
	private async inspectFacts(
		facts: Facts,
		request: CheckedInputs,
		accountId: string,
		{ preview, replacesSamePair }: NewConnection,
	): Promise<Finding[]> {
		const own = String(request.acceptingAliUid) === accountId;
		const crossBorder = isCrossBorder(request.regionId, request.acceptingRegionId);
		// A connection that goes the other way round is listed in the accepter's region.
		const regions = replacesSamePair ? [] : [...new Set([request.regionId, request.acceptingRegionId])];
		const [vpcs, acceptingVpcs, cdt, crossBorderCdt, ...connections] = await Promise.all([
			facts.vpcs(request.regionId),
			own ? facts.vpcs(request.acceptingRegionId) : nothing,
			preview ? facts.cdt("intra") : nothing,
			preview && crossBorder ? facts.cdt("crossBorder") : nothing,
			...regions.map((regionId) => facts.connections(regionId)),
		]);
		const listed = connections.map(had).filter((index) => index !== undefined);
		return [
			...degradedOf([vpcs, acceptingVpcs, cdt, crossBorderCdt, ...connections]),
			...reviewVpcs(request, accountId, had(vpcs), had(acceptingVpcs)),
			...reviewPair(request, listed, this.planned),
			...reviewCdt(had(cdt), "intra"),
			...reviewCdt(had(crossBorderCdt), "crossBorder"),
		];
	}

	/** Asks the cloud to check the very request. */
	private async dryRun(request: CheckedInputs): Promise<Finding[]> {
		const access = this.runtime.access({ profile: request.profile, assumeRole: request.assumeRole });
		const budget = this.budget as Budget;
		try {
			// A token of its own, so that the create never meets the answer remembered for this one. A dry run that
			// collides with another operation says nothing about the request: it is not repeated.
			await createVpcPeerConnection(
				access.vpcPeer,
				request,
				{ clientToken: randomUUID(), dryRun: true },
				{ ...budget.limits, leave: ({ failure }) => failure.retry === "conflict" },
			);
			return [];
		} catch (error) {
			return dryRunFindings(error);
		}
	}
}

/** Stands for a fact that is not asked for. */
const nothing = undefined;

function had<T>(fact: T | Degraded | undefined): T | undefined {
	return fact === undefined || isDegraded(fact) ? undefined : fact;
}

function degradedOf(facts: readonly unknown[]): Finding[] {
	return facts.filter(isDegraded).map(({ degraded }) => ({ severity: "warning", property: "", message: degraded }));
}

function dryRunFindings(error: unknown): Finding[] {
	if (!(error instanceof ApiError)) {
		return [unexpected(error)];
	}
	const { code, failure } = error;
	if (code === "DryRunOperation" || failure.retry === "conflict") {
		return [];
	}
	if (failure.retry !== "none" || isPermission(code)) {
		return [
			{
				severity: "warning",
				property: "",
				message: whyNot("the create (DryRun)", "vpc:CreateVpcPeerConnection", error),
			},
		];
	}
	return [{ severity: "error", property: findCode(code)?.property ?? "", message: error.message }];
}

/** A failure that is no fact about the program: said, never fatal. */
function unexpected(error: unknown): Finding {
	if (VpcPeeringError.isInstance(error) && error instanceof ApiError && error.failure.retry === "none") {
		return { severity: "error", property: "", message: error.message };
	}
	return { severity: "warning", property: "", message: whyNot("the account", "sts:GetCallerIdentity", error) };
}
