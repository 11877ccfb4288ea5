import type * as pulumi from "@pulumi/pulumi";
import type { CdtActivationInputs } from "../schema/cdt-activation-inputs";
import type { CdtActivationState } from "../schema/cdt-activation-state";
import type { AssumeRole, Timeouts } from "../schema/shared-inputs";
import type { ArgsOf } from "./args";
import { DeclaredResource, isOfKind, type OutputsOf, typeOf } from "./declared-resource";

/** What a program says about Cloud Data Transfer (CDT) in one account. */
export type CdtActivationArgs = ArgsOf<CdtActivationInputs>;

const outputs: OutputsOf<CdtActivationState> = {
	accountId: undefined,
	enabled: undefined,
	crossBorderEnabled: undefined,
	cloud: undefined,
	crossBorder: undefined,
	timeouts: undefined,
	profile: undefined,
	assumeRole: undefined,
};

/**
 * Cloud Data Transfer (CDT), activated in one account: the service that bills the traffic of peering connections. Both
 * accounts of a connection need it. By the newest documents a create activates it in the account that makes it: the
 * cross-border service, too, on the China site, but not on the international one. Older documents have it activated before.
 *
 * What is active already is taken as it is. **Deleting the resource never closes CDT**: other connections of the account
 * may need it. CDT that somebody closed is activated again by the next `pulumi up --refresh`.
 *
 * Needs the RAM actions `cdt:GetCdtServiceStatus` and `cdt:OpenCdtService`, with `crossBorder` also
 * `cdt:GetCdtCbServiceStatus` and `cdt:OpenCdtCbService`.
 *
 * @example
 * ```ts
 * const cdt = new CdtActivation("cdt");
 * const accepterCdt = new CdtActivation("accepter-cdt", { profile: "accepter" });
 * new VpcPeerConnection("peering", { ... }, { dependsOn: [cdt, accepterCdt] });
 * ```
 */
export class CdtActivation extends DeclaredResource {
	/** The type, as policies and the state write it. */
	static readonly type = typeOf("CdtActivation");

	/** The account in which CDT is activated. */
	declare readonly accountId: pulumi.Output<string>;
	/** Whether CDT is active. */
	declare readonly enabled: pulumi.Output<boolean>;
	/** Whether the cross-border service is active; not there when the credentials may not look and `crossBorder` is off. */
	declare readonly crossBorderEnabled: pulumi.Output<boolean | undefined>;
	/** Where the account is: `alibabacloud`, or the address of an emulator. */
	declare readonly cloud: pulumi.Output<string>;
	declare readonly crossBorder: pulumi.Output<boolean | undefined>;
	declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
	declare readonly profile: pulumi.Output<string | undefined>;
	declare readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

	/**
	 * @param name The resource's name in the program, unique among the stack's activations.
	 * @param args In which account, and what.
	 * @param opts The resource's options. `customTimeouts` count as `timeouts` where `args` name none.
	 */
	constructor(name: string, args: CdtActivationArgs = {}, opts?: pulumi.CustomResourceOptions) {
		super("CdtActivation", outputs, name, args, opts);
	}

	/** True for a CdtActivation, also one of another copy of this package. */
	static override isInstance(value: unknown): value is CdtActivation {
		return isOfKind("CdtActivation", value);
	}
}
