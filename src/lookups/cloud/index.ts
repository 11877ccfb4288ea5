import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { LookupError } from "../lookup-error";
import { callerIdentity } from "./caller-identity";
import { LookupFailed } from "./failure";
import { findOne } from "./find-one";
import { findSome } from "./find-some";
import { peeringReachability } from "./peering-reachability";
import { type ProgramRun, programRun } from "./program-run";
import { vpcRanges } from "./vpc-ranges";

/**
 * The lookups, by the names under which programs call them. This folder is loaded with the first one that is made: it
 * brings the cloud's SDK along.
 */
export const lookups = {
	getCallerIdentity: lookup("getCallerIdentity", callerIdentity),
	getVpcPeerConnection: lookup("getVpcPeerConnection", findOne),
	getVpcPeerConnections: lookup("getVpcPeerConnections", findSome),
	getVpcPeeringReachability: lookup("getVpcPeeringReachability", peeringReachability),
	getVpcRanges: lookup("getVpcRanges", vpcRanges),
} as const;

/** A lookup whose failures are in the form in which a program's end shows them best. */
function lookup<Args, Result>(name: string, find: (run: ProgramRun, args: Args, fresh: boolean) => Promise<Result>) {
	return async (args: Args, fresh: boolean): Promise<Result> => {
		try {
			return await find(programRun(), args, fresh);
		} catch (error) {
			throw toLookupError(name, error);
		}
	};
}

function toLookupError(name: string, error: unknown): unknown {
	if (!VpcPeeringError.isInstance(error)) {
		// A fault of this package: it keeps its stack.
		return error;
	}
	return new LookupError(`${name}: ${error.message}`, error instanceof LookupFailed ? error.reason : "failed");
}
