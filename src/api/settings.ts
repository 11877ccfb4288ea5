import { ConfigurationError } from "../errors/configuration-error";
import { hideSecret } from "../errors/redact";
import { regionSetting } from "../schema/region-setting";
import { assumeRole } from "../schema/shared-fields";
import type { AssumeRole } from "../schema/shared-inputs";

/** Where settings come from: the stack's configuration and the process's environment. */
export interface SettingsSource {
	/** A value of the stack's configuration by its full key, secrets unwrapped. */
	config(key: string): string | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
}

interface SettingSource {
	/** Keys of the stack's configuration, first one wins. */
	readonly config: readonly string[];
	/** Environment variables, first one wins; read when the configuration says nothing. */
	readonly environment: readonly string[];
	readonly secret?: true;
}

/**
 * Where each setting is looked up. The names are those that users of @pulumi/alicloud (and the Terraform provider) have
 * already; `alicloud-vpcpeer:` is our own.
 */
export const settingSources = {
	region: regionSetting,
	accessKey: {
		config: ["alicloud:accessKey"],
		environment: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID"],
		secret: true,
	},
	secretKey: {
		config: ["alicloud:secretKey"],
		environment: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
		secret: true,
	},
	securityToken: {
		config: ["alicloud:securityToken"],
		environment: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN"],
		secret: true,
	},
	profile: { config: ["alicloud:profile"], environment: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"] },
	sharedCredentialsFile: {
		config: ["alicloud:sharedCredentialsFile"],
		environment: ["ALICLOUD_SHARED_CREDENTIALS_FILE"],
	},
	ecsRoleName: { config: ["alicloud:ecsRoleName"], environment: ["ALICLOUD_ECS_ROLE_NAME"] },
	credentialsUri: { config: ["alicloud:credentialsUri"], environment: ["ALICLOUD_CREDENTIALS_URI"] },
	assumeRole: { config: ["alicloud:assumeRole"], environment: [] },
	assumeRoleArn: { config: [], environment: ["ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN"] },
	assumeRoleSessionName: {
		config: [],
		environment: ["ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"],
	},
	assumeRoleSessionExpiration: { config: [], environment: ["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"] },
	assumeRoleExternalId: { config: [], environment: ["ALICLOUD_ASSUME_ROLE_EXTERNAL_ID"] },
	endpoint: { config: ["alicloud-vpcpeer:endpoint"], environment: ["ALICLOUD_VPCPEER_ENDPOINT"] },
	endpoints: { config: ["alicloud:endpoints"], environment: [] },
	protocol: { config: ["alicloud:protocol"], environment: [] },
	preflight: { config: ["alicloud-vpcpeer:preflight"], environment: ["ALICLOUD_VPCPEER_PREFLIGHT"] },
	rateShare: { config: ["alicloud-vpcpeer:rateShare"], environment: ["ALICLOUD_VPCPEER_RATE_SHARE"] },
	connectTimeoutMs: { config: ["alicloud:clientConnectTimeout"], environment: ["CLIENT_CONNECT_TIMEOUT"] },
	readTimeoutMs: { config: ["alicloud:clientReadTimeout"], environment: ["CLIENT_READ_TIMEOUT"] },
} as const satisfies Record<string, SettingSource>;

/** The rest is for whoever else works in the account. */
const defaultRateShare = 0.5;

/** The name of a setting. */
export type SettingName = keyof typeof settingSources;

/** A setting with where it was found: `config` is this stack's own word, `environment` the machine's. */
export interface FoundSetting {
	readonly value: string;
	readonly origin: "config" | "environment";
	/** The key or variable, for messages. */
	readonly name: string;
}

/** The settings of a run. */
export class Settings {
	private readonly source: SettingsSource;

	constructor(source: SettingsSource) {
		this.source = source;
		for (const name of Object.keys(settingSources) as SettingName[]) {
			if ("secret" in settingSources[name]) {
				hideSecret(this.findIn("config", name)?.value);
				hideSecret(this.findIn("environment", name)?.value);
			}
		}
	}

	/** A setting and where it was found; empty text counts as absent. */
	find(name: SettingName): FoundSetting | undefined {
		return this.findIn("config", name) ?? this.findIn("environment", name);
	}

	/** A setting as one origin alone says it. */
	findIn(origin: FoundSetting["origin"], name: SettingName): FoundSetting | undefined {
		for (const key of settingSources[name][origin]) {
			const value = origin === "config" ? this.source.config(key) : this.source.environment[key];
			if (value) {
				return { value, origin, name: key };
			}
		}
		return undefined;
	}

	get(name: SettingName): string | undefined {
		return this.find(name)?.value;
	}

	/** An environment variable outside the table: per-product endpoints, the home folder. */
	environment(name: string): string | undefined {
		return this.source.environment[name] || undefined;
	}

	/** A setting that is a whole number of milliseconds above zero. */
	milliseconds(name: "connectTimeoutMs" | "readTimeoutMs", fallback: number): number {
		const found = this.find(name);
		if (found === undefined) {
			return fallback;
		}
		if (!/^[1-9]\d{0,6}$/.test(found.value)) {
			throw new ConfigurationError(
				`${found.name}: "${found.value}" is not a whole number of milliseconds from 1 to 9999999.`,
			);
		}
		return Number(found.value);
	}

	/** The part of each published rate limit that this process may spend: above 0, at most 1. */
	rateShare(): number {
		const found = this.find("rateShare");
		if (found === undefined) {
			return defaultRateShare;
		}
		const share = /^\d*\.?\d+$/.test(found.value) ? Number(found.value) : Number.NaN;
		if (!(share > 0 && share <= 1)) {
			throw new ConfigurationError(
				`${found.name}: "${found.value}" is not a number above 0 and at most 1. It is the part of each rate limit of the cloud that a run may spend; without it, ${defaultRateShare}.`,
			);
		}
		return share;
	}

	/** A setting whose value is JSON, as `pulumi config set --path` stores it. */
	json(name: "assumeRole" | "endpoints"): unknown {
		const found = this.find(name);
		if (found === undefined) {
			return undefined;
		}
		try {
			return JSON.parse(found.value);
		} catch {
			throw new ConfigurationError(
				`${found.name}: not JSON. Set it with \`pulumi config set --path\`, as @pulumi/alicloud documents it.`,
			);
		}
	}

	/** The role that the stack's configuration, or the environment, says to assume. */
	assumeRole(): AssumeRole | undefined {
		const configured = this.json("assumeRole");
		const role = Array.isArray(configured) ? configured[0] : configured;
		if (role !== undefined) {
			if (typeof role !== "object" || role === null || typeof (role as AssumeRole).roleArn !== "string") {
				throw new ConfigurationError(
					"alicloud:assumeRole: roleArn is missing. Set it with `pulumi config set --path alicloud:assumeRole.roleArn acs:ram::<account id>:role/<name>`.",
				);
			}
			return usableRole(role as AssumeRole, (member) => `alicloud:assumeRole.${member}`);
		}
		return this.environmentRole();
	}

	private environmentRole(): AssumeRole | undefined {
		const found = {
			roleArn: this.find("assumeRoleArn"),
			sessionName: this.find("assumeRoleSessionName"),
			sessionExpiration: this.find("assumeRoleSessionExpiration"),
			externalId: this.find("assumeRoleExternalId"),
		};
		// With a token file the variable names the role that the default chain of `@alicloud/credentials` takes on itself.
		const taken = found.roleArn?.name === "ALIBABA_CLOUD_ROLE_ARN" && this.environment("ALIBABA_CLOUD_OIDC_TOKEN_FILE");
		if (found.roleArn === undefined || taken) {
			return undefined;
		}
		const role = {
			roleArn: found.roleArn.value,
			sessionName: found.sessionName?.value,
			sessionExpiration: found.sessionExpiration === undefined ? undefined : Number(found.sessionExpiration.value),
			externalId: found.externalId?.value,
		};
		return usableRole(role, (member) => found[member as keyof typeof found]?.name ?? member);
	}
}

/** Refuses what a resource's own assumeRole may not be either, before a request carries it. */
function usableRole(role: AssumeRole, nameOf: (member: string) => string): AssumeRole {
	const [complaint] = assumeRole.rule(role);
	if (complaint !== undefined) {
		throw new ConfigurationError(`${nameOf(complaint.path?.slice(1) ?? "roleArn")} ${complaint.problem}.`);
	}
	return role;
}
