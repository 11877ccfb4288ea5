/** A reference to a RAM role. No key or secret is part of it. */
export interface AssumeRole {
	/** The ARN of the role: `acs:ram::<account id>:role/<name>`. */
	roleArn: string;
	/** The session's name, shown in the audit log: 2 to 64 of the characters a-z A-Z 0-9 . @ - _. @default "pulumi" */
	sessionName?: string | undefined;
	/** How long the session's credentials are valid, in seconds: 900 to 43200. @default 3600 */
	sessionExpiration?: number | undefined;
	/** The external id that the role's trust policy asks for. */
	externalId?: string | undefined;
	/** A RAM policy (JSON text) that narrows what the session may do. */
	policy?: string | undefined;
}

/** How long each operation may take. Durations as text: "30s", "5m", "1h30m". */
export interface Timeouts {
	/** @default "10m" */
	create?: string | undefined;
	/** @default "10m" */
	update?: string | undefined;
	/** @default "10m" */
	delete?: string | undefined;
}
