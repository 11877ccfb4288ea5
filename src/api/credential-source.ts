import { hideSecret } from "../errors/redact";

/** Credentials of one moment. */
export interface SessionCredentials {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken?: string | undefined;
}

/** What the SDK asks before each request. */
export interface CredentialSource {
	getCredential(): Promise<SessionCredentials & { type: string }>;
	/** Fails when there are no credentials to be had, as far as can be told without asking the cloud. */
	verify(): Promise<void>;
	/** Forgets the credentials of the moment, because the cloud says that they have expired. Absent where none are to be had. */
	renew?(): void;
}

/** Credentials that do not change. */
export function fixedCredentials(credentials: SessionCredentials): CredentialSource {
	hideSecret(credentials.accessKeyId);
	hideSecret(credentials.accessKeySecret);
	hideSecret(credentials.securityToken);
	const type = credentials.securityToken === undefined ? "access_key" : "sts";
	return { getCredential: async () => ({ ...credentials, type }), verify: async () => {} };
}
