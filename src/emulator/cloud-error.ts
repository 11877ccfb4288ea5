import { type ErrorCode, errorTable } from "./errors";

/** Why RAM refused a request (alicloud-api.md 6.6). */
export interface AccessDeniedDetail {
	readonly AuthAction: string;
	readonly AuthPrincipalType: string;
	readonly AuthPrincipalOwnerId: string;
	readonly AuthPrincipalDisplayName: string;
	readonly PolicyType: string;
	readonly NoPermissionType: "ImplicitDeny" | "ExplicitDeny";
}

/** An answer that refuses a request; becomes the error envelope. */
export class CloudError extends Error {
	readonly code: string;
	readonly httpStatus: number;
	/** Where the code is documented. */
	readonly source: string;
	readonly accessDeniedDetail: AccessDeniedDetail | undefined;
	readonly retryAfterMs: number | undefined;

	constructor(
		code: string,
		httpStatus: number,
		message: string,
		source: string,
		extra: { accessDeniedDetail?: AccessDeniedDetail; retryAfterMs?: number } = {},
	) {
		super(message);
		this.name = "CloudError";
		this.code = code;
		this.httpStatus = httpStatus;
		this.source = source;
		this.accessDeniedDetail = extra.accessDeniedDetail;
		this.retryAfterMs = extra.retryAfterMs;
	}
}

/** Builds the refusal for a code of the table; `values` fill the `%s` of its message in order. */
export function cloudError(code: ErrorCode, ...values: readonly (string | number)[]): CloudError {
	const { httpStatus, message, source } = errorTable[code];
	const rest = [...values];
	const text = message.replace(/%s/g, () => String(rest.shift() ?? ""));
	return new CloudError(code.replace("{Param}", String(values[0])), httpStatus, text, source);
}

/** The refusal of a caller that RAM denies an action. The VpcPeer list says 400, the general documents 403. */
export function noPermission(ramAction: string, uid: string, httpStatus: number): CloudError {
	const { message, source } = errorTable["Forbidden.NoPermission"];
	return new CloudError("Forbidden.NoPermission", httpStatus, message.replace("%s", ramAction), source, {
		accessDeniedDetail: {
			AuthAction: ramAction,
			AuthPrincipalType: "SubUser",
			AuthPrincipalOwnerId: uid,
			AuthPrincipalDisplayName: uid,
			PolicyType: "AccountLevelIdentityBasedPolicy",
			NoPermissionType: "ExplicitDeny",
		},
	});
}
