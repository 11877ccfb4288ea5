/** Mainland China for cross-border purposes: `cn-*` without Hong Kong (alicloud-api.md 8, inferred there). */
export function isMainland(regionId: string): boolean {
	return regionId.startsWith("cn-") && !regionId.startsWith("cn-hongkong");
}
