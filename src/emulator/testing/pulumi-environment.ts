import type { Emulator } from "../create-emulator";

/**
 * The environment variables that point a run of Pulumi at an emulator, with one of its accounts' keys. Variables that
 * would name other credentials are emptied, so that a test on a developer's machine never uses the developer's.
 *
 * @param emulator - A running emulator, or what of it is known in another process.
 * @param uid - The account whose keys to use. Default: the first one.
 * @throws RangeError when the emulator has no such account.
 *
 * @example
 * execFileSync("pulumi", ["up", "--yes"], { env: { ...process.env, ...pulumiEnvironment(emulator) } });
 *
 * @public
 */
export function pulumiEnvironment(
	emulator: Pick<Emulator, "url"> & {
		readonly accounts: readonly Pick<Emulator["accounts"][number], "uid" | "accessKeyId" | "accessKeySecret">[];
	},
	uid?: string,
): Record<string, string> {
	const account = uid === undefined ? emulator.accounts[0] : emulator.accounts.find((one) => one.uid === uid);
	if (account === undefined) throw new RangeError(`The emulator has no account ${uid ?? "at all"}`);
	return {
		ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
		ALICLOUD_ACCESS_KEY: account.accessKeyId,
		ALICLOUD_SECRET_KEY: account.accessKeySecret,
		ALICLOUD_SECURITY_TOKEN: "",
		ALICLOUD_PROFILE: "",
		ALICLOUD_ASSUME_ROLE_ARN: "",
		ALIBABA_CLOUD_SECURITY_TOKEN: "",
		ALIBABA_CLOUD_PROFILE: "",
		ALIBABA_CLOUD_ROLE_ARN: "",
	};
}
