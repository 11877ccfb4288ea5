import type { AssumeRole } from "../schema/shared-inputs";

/** With whose credentials a lookup looks. No key or secret is part of it. */
export interface CredentialOptions {
	/** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`) to look with. @default the stack's credentials */
	profile?: string | undefined;
	/** A role to assume with the stack's credentials, or with those of `profile`. */
	assumeRole?: AssumeRole | undefined;
}
