import { explainCode } from "./cloud-error-codes";
import { type RetryClass, retryNextSteps } from "./retry-class";
import { VpcPeeringError } from "./vpc-peering-error";

/** What is known of a request that failed. */
export interface ApiFailure {
	/** The operation, as the cloud spells it: `CreateVpcPeerConnection`. */
	readonly action: string;
	/**
	 * The cloud's error code, or our own word for a failure that has none: `NetworkError`, `UnreadableAnswer`,
	 * `NoErrorCode`, `RequestNotMade`, `NotSent`.
	 */
	readonly code: string;
	/** The cloud's message or the network's, already redacted. */
	readonly detail: string;
	readonly httpStatus?: number | undefined;
	readonly requestId?: string | undefined;
	/** The RAM action that was refused, when the answer names one. */
	readonly deniedAction?: string | undefined;
	readonly retry: RetryClass;
}

/** Thrown when the cloud refused a request, or no usable answer came. */
export class ApiError extends VpcPeeringError {
	readonly failure: ApiFailure;

	constructor(failure: ApiFailure, options?: { cause?: unknown }) {
		super(sentence(failure), options);
		this.name = "ApiError";
		this.failure = failure;
	}

	get code(): string {
		return this.failure.code;
	}
}

/** The error's code when it is an answer of the cloud, undefined otherwise. */
export function cloudCode(error: unknown): string | undefined {
	return error instanceof ApiError ? error.code : undefined;
}

/** What the user can do about our own words for failures. */
const ownNextSteps: Readonly<Record<string, string | undefined>> = {
	NoErrorCode: "Check the endpoint: Alibaba Cloud names a code with each refusal.",
	UnreadableAnswer: retryNextSteps.unreadable,
};

/** Where neither the code nor its class say what to do. */
function lastNextStep({ code, requestId }: ApiFailure): string | undefined {
	if (Object.hasOwn(ownNextSteps, code)) {
		return ownNextSteps[code];
	}
	return requestId === undefined
		? undefined
		: "Look the code up at https://api.alibabacloud.com/troubleshoot, or ask the support of Alibaba Cloud with the RequestId.";
}

function sentence(failure: ApiFailure): string {
	const { cause, nextStep = retryNextSteps[failure.retry] ?? lastNextStep(failure) } = explainCode(failure.code);
	const facts = [
		failure.code,
		failure.httpStatus === undefined ? undefined : `HTTP ${failure.httpStatus}`,
		failure.requestId === undefined ? undefined : `RequestId ${failure.requestId}`,
	].filter((fact) => fact !== undefined);
	const denied = failure.deniedAction === undefined ? "" : ` The RAM action that is missing: ${failure.deniedAction}.`;
	return `${failure.action}: ${cause ?? (failure.detail || "the service gave no reason")} (${facts.join(", ")}).${denied}${nextStep === undefined ? "" : ` ${nextStep}`}${cause === undefined || failure.detail === "" ? "" : ` The service said: ${failure.detail}`}`;
}
