import type { GetCallerIdentityArgs, GetCallerIdentityResult } from "../get-caller-identity";
import { assertArguments, callerIdentityRules } from "./checked-arguments";
import { lookWith } from "./looking";
import type { ProgramRun } from "./program-run";

/** The account of the credentials; asked once for each. */
export async function callerIdentity(run: ProgramRun, args: GetCallerIdentityArgs): Promise<GetCallerIdentityResult> {
	assertArguments(callerIdentityRules, args);
	const { access, limits } = lookWith(run, args);
	return { accountId: await access.accountId(limits.deadline) };
}
