import type { AssumeRole, Timeouts } from "./shared-inputs";
import type { StoredState } from "./stored-state";

/** What the stack's state holds of CDT in one account. */
export interface CdtActivationState extends StoredState {
	/** The account in which CDT is activated. */
	accountId: string;
	/** Whether CDT is active. */
	enabled: boolean;
	/** Whether the cross-border service is active; absent where nobody asked for it and these credentials may not look. */
	crossBorderEnabled?: boolean | undefined;
	/** `alibabacloud`, or the address of the emulator, where the account is. */
	cloud: string;

	crossBorder?: boolean | undefined;
	timeouts?: Timeouts | undefined;
	profile?: string | undefined;
	assumeRole?: AssumeRole | undefined;
}
