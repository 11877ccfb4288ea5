import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { LookupError } from "../lookup-error";
import { LookupFailed } from "./failure";
import { findOne } from "./find-one";
import { findSome } from "./find-some";
import { type ProgramRun, programRun } from "./program-run";

/**
 * The lookups, by the names under which programs call them. This folder is loaded with the first one that is made: it
 * brings the cloud's SDK along.
 */
export const lookups = {
	getVpcPeerConnection: lookup("getVpcPeerConnection", findOne),
	getVpcPeerConnections: lookup("getVpcPeerConnections", findSome),
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
