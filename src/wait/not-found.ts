import { cloudCode } from "../errors/api-error";
import { goneCodes } from "../errors/cloud-error-codes";

/** Runs a request, with "not found" as a value instead of an error. */
export async function orNotFound<T>(request: Promise<T>): Promise<T | undefined> {
	try {
		return await request;
	} catch (error) {
		if (goneCodes.has(cloudCode(error) ?? "")) {
			return undefined;
		}
		throw error;
	}
}
