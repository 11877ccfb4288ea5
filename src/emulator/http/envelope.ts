import { stringify } from "lossless-json";
import type { Answer } from "../actions/action";
import type { CloudError } from "../cloud-error";

/** An answer ready to be sent. */
export interface Reply {
	readonly httpStatus: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The error code, if it is an error. */
	readonly code?: string;
	readonly instanceId?: string;
}

// alicloud-api.md 6.6; clients compare it text by text.
const JSON_TYPE = "application/json;charset=utf-8";

/** The answer to a request that was carried out. */
export function successReply(requestId: string, answer: Answer): Reply {
	const instanceId = answer["InstanceId"];
	return {
		httpStatus: 200,
		headers: { "content-type": JSON_TYPE },
		body: toJson({ RequestId: requestId, ...answer }),
		...(typeof instanceId === "string" ? { instanceId } : {}),
	};
}

/** The error envelope. */
export function errorReply(requestId: string, hostId: string, error: CloudError): Reply {
	const { code, httpStatus, message, source, accessDeniedDetail, retryAfterMs } = error;
	return {
		httpStatus,
		headers: {
			"content-type": JSON_TYPE,
			...(retryAfterMs === undefined ? {} : { "x-acs-retry-after": String(retryAfterMs) }),
		},
		body: toJson({
			RequestId: requestId,
			HostId: hostId,
			Code: code,
			Message: message,
			Recommend: `Emulator answer; source: ${source}`,
			...(accessDeniedDetail === undefined ? {} : { AccessDeniedDetail: accessDeniedDetail }),
		}),
		code,
	};
}

/** JSON in which a bigint is a number with all its digits. */
function toJson(value: Answer): string {
	return stringify(value) ?? "null";
}
