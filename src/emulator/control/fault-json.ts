import type { FaultRule } from "../faults";

/** A rule as JSON writes it: "always" for no end of times. */
export interface FaultJson {
	readonly id: number;
	readonly hits: number;
	readonly rule: Omit<FaultRule["rule"], "times"> & { readonly times: number | "always" };
}

/** A rule for JSON, which has no infinity. */
export function faultJson({ id, rule, hits }: FaultRule): FaultJson {
	const times = rule.times ?? (rule.kind === "hold" ? Number.POSITIVE_INFINITY : 1);
	return { id, hits, rule: { ...rule, times: Number.isFinite(times) ? times : "always" } };
}
