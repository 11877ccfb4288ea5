import type Credential from "@alicloud/credentials";
import { ConfigurationError } from "../errors/configuration-error";
import { hideSecret } from "../errors/redact";
import type { AssumeRole } from "../schema/shared-inputs";
import { type CredentialSource, fixedCredentials, type SessionCredentials } from "./credential-source";
import { networkMeaning } from "./failure";
import type { LibraryWay } from "./library-credentials";
import { readProfile } from "./profile";
import type { FoundSetting, Settings } from "./settings";

/** The references to credentials that a resource may carry. No key or secret is part of them. */
export interface CredentialReferences {
	readonly profile?: string | undefined;
	readonly assumeRole?: AssumeRole | undefined;
}

/** Gets temporary credentials of a role; given by the caller, because it needs a client of its own. */
export type RoleAssumer = (base: CredentialSource, role: AssumeRole) => CredentialSource;

const howToGive =
	"Set alicloud:accessKey and alicloud:secretKey (`pulumi config set --secret`), alicloud:profile, or the environment variables ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY.";

/**
 * The credentials for a resource. Its own `profile` wins over the stack's credentials; its own `assumeRole`, or the
 * stack's where the resource names no profile, is assumed with them.
 */
export function credentialsFor(
	settings: Settings,
	references: CredentialReferences,
	assume: RoleAssumer,
): CredentialSource {
	const base =
		references.profile === undefined
			? stackCredentials(settings, assume)
			: fromProfile(settings, references.profile, assume);
	const role = references.assumeRole ?? (references.profile === undefined ? settings.assumeRole() : undefined);
	return role === undefined ? base : assume(base, role);
}

/**
 * The stack's own credentials. The configuration wins over the environment, and keys over a profile: the first of
 * configured keys, configured profile, keys in the environment, profile in the environment, ECS role, credentials URI,
 * and last the default chain of `@alicloud/credentials`.
 */
function stackCredentials(settings: Settings, assume: RoleAssumer): CredentialSource {
	for (const origin of ["config", "environment"] as const) {
		const keys = keysFrom(settings, origin);
		if (keys !== undefined) {
			return fixedCredentials(keys);
		}
		const profile = settings.findIn(origin, "profile");
		if (profile !== undefined) {
			return fromProfile(settings, profile.value, assume);
		}
	}
	const ecsRoleName = settings.get("ecsRoleName");
	if (ecsRoleName !== undefined) {
		return fromLibrary({ way: "ecsRole", of: ecsRoleName }, `the ECS instance's RAM role ${ecsRoleName}`);
	}
	const uri = settings.get("credentialsUri");
	if (uri !== undefined) {
		return fromLibrary({ way: "uri", of: uri }, credentialsUriText(uri));
	}
	return fromLibrary({ way: "default", of: "" }, "the default chain");
}

/** Keys of one origin: a key is never paired with the secret or session token of another. */
function keysFrom(settings: Settings, origin: FoundSetting["origin"]): SessionCredentials | undefined {
	const accessKey = settings.findIn(origin, "accessKey");
	const secretKey = settings.findIn(origin, "secretKey");
	if (accessKey === undefined && secretKey === undefined) {
		return undefined;
	}
	if (accessKey === undefined) {
		throw new ConfigurationError(`Credentials: ${secretKey?.name} is set, but no access key. ${howToGive}`);
	}
	if (secretKey === undefined) {
		throw new ConfigurationError(`Credentials: ${accessKey.name} is set, but no secret key. ${howToGive}`);
	}
	return {
		accessKeyId: accessKey.value,
		accessKeySecret: secretKey.value,
		securityToken: settings.findIn(origin, "securityToken")?.value,
	};
}

function fromProfile(settings: Settings, name: string, assume: RoleAssumer): CredentialSource {
	const profile = readProfile(settings, name);
	switch (profile.mode) {
		case "keys":
			return fixedCredentials(profile.keys);
		case "role":
			return assume(fixedCredentials(profile.keys), profile.role);
		case "library":
			return fromLibrary({ way: "profile", of: name }, `the profile ${name}`);
	}
}

/** The URI without what may be secret: its user and password, the path and the query. */
function credentialsUriText(uri: string): string {
	if (!URL.canParse(uri)) {
		return "the credentials URI, which is no URL";
	}
	const { origin, username, password } = new URL(uri);
	hideSecret(decodeURIComponent(username));
	hideSecret(decodeURIComponent(password));
	return `the credentials URI at ${origin}`;
}

/** Thrown where the library found something that holds no keys. */
class NoKeys extends Error {}

/** What kind of failure it was, in words of ours. */
function classOfFailure(error: unknown): string {
	if (error instanceof NoKeys) {
		return "it holds no access key";
	}
	const { code, name } = error as { code?: unknown; name?: unknown };
	if (typeof code === "string") {
		const meaning = networkMeaning(code);
		if (meaning !== undefined) {
			return `${meaning} (${code})`;
		}
		if (fileCodes[code] !== undefined) {
			return fileCodes[code];
		}
	}
	return String(name).includes("Timeout")
		? "no answer in time"
		: "what is there could not be used: an answer or a file of another form, or without all of AccessKeyId, AccessKeySecret and SecurityToken";
}

const fileCodes: Readonly<Record<string, string>> = {
	ENOENT: "the file is not there",
	EACCES: "the file may not be read",
};

/**
 * Credentials that the official library gets and renews. Its own messages are not passed on: they quote files, and answers
 * with the keys in them.
 */
function fromLibrary(way: LibraryWay, where: string): CredentialSource {
	let credential: Credential | undefined;
	async function getCredential() {
		try {
			const { libraryCredential } = await import("./library-credentials.js");
			credential ??= libraryCredential(way);
			const found = await credential.getCredential();
			if (!found?.accessKeyId || !found.accessKeySecret) {
				throw new NoKeys();
			}
			hideSecret(found.accessKeyId);
			hideSecret(found.accessKeySecret);
			hideSecret(found.securityToken);
			return {
				accessKeyId: found.accessKeyId,
				accessKeySecret: found.accessKeySecret,
				securityToken: found.securityToken,
				type: found.type ?? "access_key",
			};
		} catch (error) {
			// The default chain has many ways, none of which the user may have meant.
			const said = where === "the default chain" ? "" : ` in ${where}: ${classOfFailure(error)}`;
			throw new ConfigurationError(`Credentials: none found${said}. ${howToGive}`);
		}
	}
	// Looked for once per process: without any credentials the default chain asks the metadata service each time, and a
	// preview of a hundred resources would wait a hundred times.
	let verified: Promise<void> | undefined;
	return {
		getCredential,
		verify: () => {
			verified ??= getCredential().then(() => undefined);
			return verified;
		},
	};
}
