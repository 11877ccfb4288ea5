import type { CallLimits } from "../../api/call-limits";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { Operation } from "../../provider/operation";
import type { CloudAccess } from "../../provider/runtime";
import { withoutAbsent } from "../../provider/stored-state";
import { pendingAcceptance } from "../../provider/vpc-peer-connection/state";
import type { CredentialOptions } from "../credential-options";
import type { VpcPeerConnectionResult } from "../vpc-peer-connection-result";
import { LookupFailed } from "./failure";
import type { ProgramRun } from "./program-run";

/** One lookup: where it looks, with whose credentials, and until when. */
export interface Looking {
	readonly access: CloudAccess;
	/** Which cloud, as recorded in state. */
	readonly cloud: string;
	readonly limits: CallLimits;
	/** What makes a question another one, besides the question itself. */
	readonly asWhom: readonly unknown[];
}

/** Begins a lookup with the credentials that its arguments refer to. */
export function lookWith({ runtime }: ProgramRun, { profile, assumeRole }: CredentialOptions): Looking {
	const { access, limits } = new Operation(runtime, { profile, assumeRole }, "read");
	return {
		access,
		cloud: runtime.cloud,
		limits,
		asWhom: [profile, assumeRole],
	};
}

/** The region that an argument names, or the stack's. */
export function regionOf({ runtime }: ProgramRun, regionId: string | undefined): string {
	const region = regionId ?? runtime.settings.get("region");
	if (region === undefined) {
		throw new LookupFailed(
			"arguments",
			"regionId is required: give it, or set the default with `pulumi config set alicloud:region cn-hangzhou` or ALICLOUD_REGION.",
		);
	}
	return region;
}

/** A connection in the form in which a program gets it. A copy: two lookups may share one answer. */
export function toResult(connection: VpcPeerConnectionAttribute, cloud: string): VpcPeerConnectionResult {
	return structuredClone(
		withoutAbsent({ ...connection, cloud, pendingAcceptance: pendingAcceptance(connection) }),
	) as VpcPeerConnectionResult;
}
