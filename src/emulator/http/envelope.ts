import type { Answer } from "../actions/action";
import type { CloudError } from "../cloud-error";
import type { AnswerFormat } from "./format";

/** An answer ready to be sent. */
export interface Reply {
	readonly httpStatus: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The error code, if it is an error. */
	readonly code?: string;
	readonly instanceId?: string;
}

/** The answer to a request that was carried out. */
export function successReply(
	{ action, format }: { readonly action: string; readonly format: AnswerFormat },
	requestId: string,
	answer: Answer,
): Reply {
	const instanceId = answer["InstanceId"];
	return {
		httpStatus: 200,
		headers: { "content-type": format.contentType },
		body: format.write({ RequestId: requestId, ...answer }, `${action}Response`),
		...(typeof instanceId === "string" ? { instanceId } : {}),
	};
}

/** The error envelope. */
export function errorReply(format: AnswerFormat, requestId: string, hostId: string, error: CloudError): Reply {
	const { code, httpStatus, message, source, accessDeniedDetail, retryAfterMs } = error;
	return {
		httpStatus,
		headers: {
			"content-type": format.contentType,
			...(retryAfterMs === undefined ? {} : { "x-acs-retry-after": String(retryAfterMs) }),
		},
		body: format.write(
			{
				RequestId: requestId,
				HostId: hostId,
				Code: code,
				Message: message,
				Recommend: `Emulator answer; source: ${source}`,
				...(accessDeniedDetail === undefined ? {} : { AccessDeniedDetail: accessDeniedDetail }),
			},
			"Error",
		),
		code,
	};
}
