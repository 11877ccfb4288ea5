import { defaultSeed, type Emulator, type EmulatorAccount } from "../emulator";
import type { EmulatorCommandOptions } from "./emulator";

/** The keys of the emulator's own seed are made up and public; those of another seed may be somebody's. */
const publicSecrets: ReadonlySet<string> = new Set(defaultSeed.accounts.map(({ accessKeySecret }) => accessKeySecret));

/** The secret, where it is public. */
function publicSecretOf(account: EmulatorAccount | undefined): string | undefined {
	const secret = account?.accessKeySecret;
	return secret !== undefined && publicSecrets.has(secret) ? secret : undefined;
}

/** What a person needs to use the emulator that has just started. */
export function emulatorBanner({ url, accounts }: Emulator, { state }: EmulatorCommandOptions): string {
	const endpoint = reachable(url);
	return `Alibaba Cloud emulator ready
  endpoint  ${endpoint}
  state     ${state ?? "in memory (--state <file> keeps it)"}

${accounts.map(accountLines).join("\n")}
Point a Pulumi program at it:
${environment(endpoint, accounts[0])}
Other clients (SDKs, Terraform, the aliyun CLI): docs/emulator-clients.md. Ctrl-C stops it.
`;
}

/** The wildcard addresses are for listening; a client on this machine connects to loopback. */
function reachable(url: string): string {
	return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}

function accountLines(account: EmulatorAccount): string {
	return `  account ${account.uid}
    access key id      ${account.accessKeyId}
    access key secret  ${publicSecretOf(account) ?? "(not shown: it is in the seed)"}
`;
}

function environment(endpoint: string, account: EmulatorAccount | undefined): string {
	const variables = {
		ALICLOUD_VPCPEER_ENDPOINT: endpoint,
		ALICLOUD_ACCESS_KEY: account?.accessKeyId,
		ALICLOUD_SECRET_KEY: publicSecretOf(account),
		ALICLOUD_REGION: account?.vpcs[0]?.regionId,
	};
	const set = Object.entries(variables).filter(([, value]) => value !== undefined);
	return set.map(([name, value]) => `  export ${name}=${value}\n`).join("");
}
