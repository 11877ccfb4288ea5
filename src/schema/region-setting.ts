/**
 * Where a program's default region stands: the keys of the stack's configuration, then the environment variables; the first
 * that is there wins. The names are those of `@pulumi/alicloud` and of the Alibaba Cloud CLI.
 */
export const regionSetting = {
	config: ["alicloud:region"],
	environment: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"],
} as const;
