import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../errors/configuration-error";
import type { AssumeRole } from "../schema/shared-inputs";
import type { SessionCredentials } from "./credential-source";
import type { Settings } from "./settings";

/** What a profile of the Alibaba Cloud CLI says. */
export type Profile =
	| { readonly mode: "keys"; readonly keys: SessionCredentials }
	| { readonly mode: "role"; readonly keys: SessionCredentials; readonly role: AssumeRole }
	/** Single sign-on and other ways that the official library knows. */
	| { readonly mode: "library" };

/**
 * Reads a profile of the CLI's configuration file. This is done here and not by `@alicloud/credentials` for the modes
 * with keys, because the library knows only the file in the home folder, and quotes the whole file when it can't be
 * parsed. Never quotes anything of the file but the profiles' names.
 */
export function readProfile(settings: Settings, name: string): Profile {
	const configured = settings.get("sharedCredentialsFile");
	const path = configured?.replace(/^~(?=\/|$)/, homedir()) ?? join(homedir(), ".aliyun", "config.json");
	const profiles = readProfiles(path, name);
	const profile = profiles.find((candidate) => candidate["name"] === name);
	if (profile === undefined) {
		const names = profiles.map((candidate) => String(candidate["name"])).join(", ");
		throw new ConfigurationError(
			`Credentials: the profile "${name}" is not in ${path} (it has: ${names || "none"}). Make it with \`aliyun configure --profile ${name}\`, or name another.`,
		);
	}
	const keys: SessionCredentials = {
		accessKeyId: textOf(profile["access_key_id"]),
		accessKeySecret: textOf(profile["access_key_secret"]),
		securityToken: profile["mode"] === "StsToken" ? textOf(profile["sts_token"]) : undefined,
	};
	switch (profile["mode"] ?? "AK") {
		case "AK":
			assertFilled(["access_key_id", "access_key_secret"], profile, path);
			return { mode: "keys", keys };
		case "StsToken":
			assertFilled(["access_key_id", "access_key_secret", "sts_token"], profile, path);
			return { mode: "keys", keys };
		case "RamRoleArn":
			assertFilled(["access_key_id", "access_key_secret", "ram_role_arn"], profile, path);
			return {
				mode: "role",
				keys,
				role: {
					roleArn: textOf(profile["ram_role_arn"]),
					sessionName: textOf(profile["ram_session_name"]) || undefined,
					sessionExpiration: Number(profile["expired_seconds"]) || undefined,
				},
			};
		default:
			if (configured !== undefined) {
				throw new ConfigurationError(
					`Credentials: the profile "${name}" in ${path} has the mode ${String(profile["mode"])}, which works from ~/.aliyun/config.json only. Remove alicloud:sharedCredentialsFile, or use a profile with keys.`,
				);
			}
			return { mode: "library" };
	}
}

function readProfiles(path: string, name: string): Record<string, unknown>[] {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch {
		throw new ConfigurationError(
			`Credentials: the profile "${name}" is wanted, but ${path} can't be read. Make it with \`aliyun configure --profile ${name}\`, or set alicloud:sharedCredentialsFile.`,
		);
	}
	try {
		const { profiles } = JSON.parse(text) as { profiles?: unknown };
		if (Array.isArray(profiles)) {
			return profiles.filter((profile) => typeof profile === "object" && profile !== null);
		}
	} catch {
		// Said below, without the parser's words: they quote the file.
	}
	throw new ConfigurationError(
		`Credentials: ${path} is not a configuration file of the Alibaba Cloud CLI (JSON with a list "profiles"). Make it anew with \`aliyun configure\`.`,
	);
}

function assertFilled(members: readonly string[], profile: Record<string, unknown>, path: string): void {
	const missing = members.filter((member) => textOf(profile[member]) === "");
	if (missing.length > 0) {
		const name = String(profile["name"]);
		throw new ConfigurationError(
			`Credentials: the profile "${name}" in ${path} has no ${missing.join(" and no ")}. Set it with \`aliyun configure --profile ${name}\`.`,
		);
	}
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
