import { type CdtService, cdtServices, isCdtEnabled, openCdt } from "../../api/cdt";
import { ApiError, cloudCode } from "../../errors/api-error";
import { alreadyOpenCodes } from "../../errors/codes/cdt-codes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { waitForCdtActive } from "../../wait/cdt";
import { Operation } from "../operation";
import { isPermission } from "../preflight/facts";
import type { CdtFacts, CheckedInputs } from "./state";

/** An operation on CDT in the account of the given credentials. */
export class CdtOperation extends Operation {
	/** The account; refuses to go on when CDT's requests would go to another cloud than the stack's. */
	async account(): Promise<string> {
		const [own, other] = [this.runtime.cloud, this.access.cloudOf("CDT")];
		if (own !== other) {
			throw new VpcPeeringError(
				`VpcPeer goes to ${own}, but CDT to ${other}. Set the endpoint of CDT, too, or one for all with alicloud-vpcpeer:endpoint.`,
			);
		}
		return this.access.accountId(this.deadline);
	}

	/** The account, which must be the one of the state: another one's CDT is another thing. */
	async accountOf(state: { accountId: string }): Promise<string> {
		const accountId = await this.account();
		if (accountId !== state.accountId) {
			throw new VpcPeeringError(
				`This resource stands for CDT of account ${state.accountId}, but these credentials belong to account ${accountId}. Use the credentials of account ${state.accountId}, or declare a second CdtActivation for account ${accountId}.`,
			);
		}
		return accountId;
	}

	/** Whether a service is active now. */
	isActive(service: CdtService): Promise<boolean> {
		return isCdtEnabled(this.access.cdt(), service, this.limits);
	}

	/** What is active. Nobody's program depends on the cross-border service unless it asked for it. */
	async facts(accountId: string, inputs: CheckedInputs): Promise<CdtFacts> {
		return {
			accountId,
			enabled: await this.isActive("intra"),
			crossBorderEnabled: await this.crossBorderActive(inputs),
			cloud: this.runtime.cloud,
		};
	}

	private async crossBorderActive({ crossBorder }: CheckedInputs): Promise<boolean | undefined> {
		try {
			return await this.isActive("crossBorder");
		} catch (error) {
			if (crossBorder !== true && error instanceof ApiError && isPermission(error.code)) {
				return undefined;
			}
			throw error;
		}
	}

	/** Activates what the program asks for and is not active, and waits until that is seen. */
	async activate(accountId: string, inputs: CheckedInputs): Promise<CdtFacts> {
		await this.ensureActive(accountId, "intra");
		if (inputs.crossBorder === true) {
			await this.ensureActive(accountId, "crossBorder");
		}
		return this.facts(accountId, inputs);
	}

	private async ensureActive(accountId: string, service: CdtService): Promise<void> {
		if (await this.isActive(service)) {
			return;
		}
		try {
			await openCdt(this.access.cdt(), service, this.limits);
		} catch (error) {
			// It may be active by now: a lost answer was a success, or somebody else was quicker. What the operation answers then
			// is not documented; what other products answer is known, and may come before the status shows it.
			const isSaid = alreadyOpenCodes.has(cloudCode(error) ?? "");
			if (!isSaid && !(await this.isActive(service).catch(() => false))) {
				throw error;
			}
		}
		const subject = `${cdtServices[service].title} of account ${accountId}`;
		await waitForCdtActive({
			subject,
			observe: () => this.isActive(service),
			started: this.started,
			deadline: this.deadline,
			clock: this.runtime.clock,
			onPending: (status) => this.progress.waiting(subject, status),
		});
		this.journal.info(`${subject} is activated.`);
	}
}
