/** A setting that the global setup of these tests leaves in the environment. */
export function requiredEnv(name: "VPCPEER_E2E_MODULES" | "VPCPEER_ENGINE_BIN"): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run these tests through Jest's project e2e`);
	return value;
}
