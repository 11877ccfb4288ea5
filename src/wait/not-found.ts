import { cloudCode } from "../errors/api-error";
import { goneCodes } from "../errors/cloud-error-codes";

/** Whether a request failed because the connection is not there. */
export function saysNotFound(error: unknown): boolean {
	return goneCodes.has(cloudCode(error) ?? "");
}

/** Runs a request, with "not found" as a value instead of an error. */
export async function orNotFound<T>(request: Promise<T>): Promise<T | undefined> {
	try {
		return await request;
	} catch (error) {
		if (saysNotFound(error)) {
			return undefined;
		}
		throw error;
	}
}
