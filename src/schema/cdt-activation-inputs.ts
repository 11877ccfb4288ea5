import type { AssumeRole, Timeouts } from "./shared-inputs";

/**
 * What a program says about Cloud Data Transfer (CDT) in one account: the service that bills the traffic of peering
 * connections, and without which an account can't peer.
 *
 * Sources: OpenCdtService, OpenCdtCbService, GetCdtServiceStatus, GetCdtCbServiceStatus (CDT, version 2021-08-13).
 */
export interface CdtActivationInputs {
	/**
	 * With true, the cross-border service is activated, too: both accounts need it where one VPC is in mainland China and
	 * the other is not. The cloud asks for an approval (China Unicom) before traffic may cross the border; this resource
	 * does not ask for it. Going back to false closes nothing.
	 *
	 * @default false
	 */
	crossBorder?: boolean | undefined;
	/** How long create and update may take; delete sends nothing. Changing them alone changes nothing. */
	timeouts?: Timeouts | undefined;
	/**
	 * A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`): its account is the one in which CDT is activated.
	 *
	 * @default the stack's credentials
	 */
	profile?: string | undefined;
	/** A role to assume with the stack's credentials, or with those of `profile`: CDT is activated in the role's account. */
	assumeRole?: AssumeRole | undefined;
}
