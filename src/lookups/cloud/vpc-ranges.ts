import { describeVpcs } from "../../api/vpc";
import { cloudCode } from "../../errors/api-error";
import { isPermission } from "../../provider/preflight/facts";
import type { GetVpcRangesArgs, GetVpcRangesResult } from "../get-vpc-ranges";
import { assertArguments, vpcRangesRules } from "./checked-arguments";
import { LookupFailed } from "./failure";
import { lookWith, regionOf } from "./looking";
import type { ProgramRun } from "./program-run";

/** The ranges of one VPC of the account. */
export async function vpcRanges(run: ProgramRun, args: GetVpcRangesArgs, fresh: boolean): Promise<GetVpcRangesResult> {
	assertArguments(vpcRangesRules, args);
	const { vpcId } = args;
	const regionId = regionOf(run, args.regionId);
	const { access, limits, asWhom } = lookWith(run, args);
	try {
		const vpcs = await run.shared(["vpc", asWhom, regionId, vpcId], fresh, () =>
			describeVpcs(access.vpc(regionId), { regionId, vpcIds: [vpcId] }, limits),
		);
		const vpc = vpcs.find((one) => one.vpcId === vpcId);
		if (vpc === undefined) {
			const accountId = await access.accountId(limits.deadline);
			throw new LookupFailed(
				"none",
				`account ${accountId} has no VPC ${vpcId} in ${regionId}. Check the VPC, its region, and the credentials of its side.`,
			);
		}
		return { vpcId, cidrBlocks: [...vpc.ipv4Cidrs, ...vpc.ipv6Cidrs] };
	} catch (error) {
		if (!isPermission(cloudCode(error) ?? "")) {
			throw error;
		}
		run.runtime.journal.warn(
			`The ranges of ${vpcId} could not be compared with the other side's. Allow the RAM action vpc:DescribeVpcs to have it done. ${(error as Error).message}`,
		);
		return { vpcId, cidrBlocks: undefined };
	}
}
