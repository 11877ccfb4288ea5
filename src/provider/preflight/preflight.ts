import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { CredentialReferences } from "../../api/credentials";
import type { VpcFacts } from "../../api/vpc";
import { createVpcPeerConnection } from "../../api/vpc-peer";
import { ApiError } from "../../errors/api-error";
import { cdtCodes, findCode } from "../../errors/cloud-error-codes";
import type { Runtime } from "../runtime";
import { mayBeRemainder } from "../vpc-peer-connection/replay";
import type { CheckedInputs } from "../vpc-peer-connection/state";
import { Budget, budgetMs, timeIsUp } from "./budget";
import { PairCounts } from "./connection-index";
import { Facts, isPermission, whyNot } from "./facts";
import { type Degraded, type Finding, isDegraded } from "./finding";
import { isCrossBorder, type OwnReplacement, reviewCdt, reviewPair, reviewVpcs, type SeenVpc } from "./review";

/** Dry runs under way at once. */
const dryRunsAtOnce = 16;

/** A new connection, with what decides how it is reviewed. */
export interface NewConnection {
	readonly request: CheckedInputs;
	/** In a preview the cloud is asked to check the request, too; in a run the request itself follows at once. */
	readonly preview: boolean;
	/** An old connection of the same pair goes first, so neither it nor a dry run that meets it says anything. */
	readonly replacesSamePair: boolean;
	/**
	 * An existing connection may be this resource's own, which the engine is about to replace without a word to us. `kept`: the
	 * resource is known from its old inputs, so the replacement leads to it again. `deletedFirst`: the option
	 * `deleteBeforeReplace` is on.
	 */
	readonly ownReplacement?: OwnReplacement;
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
		this.budget = totalMs === undefined ? undefined : new Budget(totalMs, runtime.clock);
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
		return findings === timeIsUp ? [{ severity: "warning", property: "", message: this.budget.usedUp }] : findings;
	}

	private start(connection: NewConnection): Promise<Finding[]> {
		const { __identity, ...request } = connection.request;
		const key = JSON.stringify([
			connection.preview,
			connection.replacesSamePair,
			connection.ownReplacement ?? "",
			Object.entries(request).sort(([left], [right]) => (left < right ? -1 : 1)),
		]);
		let review = this.reviews.get(key);
		if (review === undefined) {
			this.planned.add(request);
			review = this.inspect({ ...connection, request }).catch((error) => [unexpected(error)]);
			this.reviews.set(key, review);
		}
		return review;
	}

	private async inspect(connection: NewConnection): Promise<Finding[]> {
		const { request } = connection;
		const facts = this.factsOf(request);
		const account = await facts.accountId();
		const accountId = had(account);
		const acceptingAliUid = request.acceptingAliUid ?? accountId;
		const complete = acceptingAliUid === undefined ? request : { ...request, acceptingAliUid };
		const findings = [...degradedOf([account]), ...(await this.inspectFacts(facts, complete, accountId, connection))];
		const decided = findings.some(({ severity, final }) => severity === "error" || final === true);
		if (decided || !connection.preview || connection.replacesSamePair || acceptingAliUid === undefined) {
			return findings;
		}
		return [...findings, ...(await this.limit(() => this.dryRun(complete)))];
	}

	/** What credentials see, read once for the run. Only to be asked for while reviews are on. */
	factsOf({ profile, assumeRole }: CredentialReferences): Facts {
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
		accountId: string | undefined,
		{ preview, replacesSamePair, ownReplacement }: NewConnection,
	): Promise<Finding[]> {
		const own = accountId !== undefined && String(request.acceptingAliUid) === accountId;
		const crossBorder = isCrossBorder(request.regionId, request.acceptingRegionId);
		// A connection that goes the other way round is listed in the accepter's region.
		const regions = replacesSamePair ? [] : [...new Set([request.regionId, request.acceptingRegionId])];
		const [vpc, acceptingVpc, cdt, crossBorderCdt, ...connections] = await Promise.all([
			facts.vpc(request.regionId, request.vpcId),
			own ? facts.vpc(request.acceptingRegionId, request.acceptingVpcId) : notAsked,
			preview ? facts.cdt("intra") : notAsked,
			preview && crossBorder ? facts.cdt("crossBorder") : notAsked,
			...regions.map((regionId) => facts.connections(regionId)),
		]);
		const listed = connections.map(had).filter((index) => index !== undefined);
		return [
			...degradedOf([vpc, acceptingVpc, cdt, crossBorderCdt, ...connections]),
			...reviewVpcs(request, accountId, { vpcId: seen(vpc), acceptingVpcId: seen(acceptingVpc) }),
			...reviewPair(request, listed, this.planned, {
				ownReplacement,
				mayBeRemainder: (existing) => mayBeRemainder(this.runtime, existing, request),
			}),
			// What the program activates itself need not be said.
			...(this.runtime.activatesCdt
				? []
				: [...reviewCdt(had(cdt), "intra"), ...reviewCdt(had(crossBorderCdt), "crossBorder")]),
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
			return dryRunFindings(error, this.runtime.activatesCdt);
		}
	}
}

/** Stands for a fact that is not asked for. */
const notAsked: Degraded = { degraded: "" };

function had<T>(fact: T | Degraded): T | undefined {
	return isDegraded(fact) ? undefined : fact;
}

function seen(vpc: VpcFacts | undefined | Degraded): SeenVpc {
	return isDegraded(vpc) ? { looked: false } : { looked: true, vpc };
}

/** A warning for each fact that could not be had; the same reason is said once. */
function degradedOf(facts: readonly unknown[]): Finding[] {
	const reasons = facts.filter(isDegraded).map(({ degraded }) => degraded);
	return [...new Set(reasons)]
		.filter((reason) => reason !== "")
		.map((message) => ({ severity: "warning", property: "", message }));
}

/** Added to a refusal for want of CDT where the program activates it. */
export const activationDeclared =
	"The program declares a CdtActivation: `pulumi up` works if it is for that account and this resource depends on it (dependsOn).";

function dryRunFindings(error: unknown, activatesCdt: boolean): Finding[] {
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
	if (activatesCdt && cdtCodes.has(code)) {
		return [{ severity: "warning", property: "", message: `${error.message} ${activationDeclared}` }];
	}
	return [{ severity: "error", property: findCode(code)?.property ?? "", message: error.message }];
}

/** A failure that is no fact about the program: said, never fatal. */
function unexpected(error: unknown): Finding {
	return { severity: "warning", property: "", message: whyNot("the connection", "vpc:DescribeVpcs", error) };
}
