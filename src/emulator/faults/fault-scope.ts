/**
 * Which requests a fault acts on.
 *
 * @public
 */
export interface FaultScope {
	/** The name of an operation, or `"*"` for all of them. */
	readonly action: string;
	/** How many matching requests to let pass first. @defaultValue 0 */
	readonly skip?: number | undefined;
	/** How many matching requests to act on. @defaultValue 1 */
	readonly times?: number | undefined;
	/**
	 * How likely it is, from 0 to 1, that the fault acts on a matching request. The draws depend on the seed and on the
	 * number of matching requests only: the same requests meet the same faults again.
	 * @defaultValue 1
	 */
	readonly probability?: number | undefined;
	/** Decides the draws. @defaultValue the number of rules that were added before */
	readonly seed?: number | undefined;
	/** Acts only on requests of this account. @defaultValue all accounts */
	readonly accountId?: string | undefined;
	/**
	 * Acts only on requests that name this connection, in `InstanceId`, `ResourceId` or `ResourceId.N`.
	 * @defaultValue all requests
	 */
	readonly instanceId?: string | undefined;
}

/** What the faults look at of a request. */
export interface FaultSubject {
	readonly action: string;
	readonly accountId: string;
	/** The connections that it names. */
	readonly instanceIds: readonly string[];
	/** Whether it was signed with the keys of an assumed role. */
	readonly bySession: boolean;
}

/** Whether a scope takes a request in. */
export function takesIn(scope: FaultScope, subject: FaultSubject): boolean {
	if (scope.accountId !== undefined && scope.accountId !== subject.accountId) return false;
	if (scope.instanceId !== undefined && !subject.instanceIds.includes(scope.instanceId)) return false;
	return scope.action === "*" || scope.action === subject.action;
}

/** A scope that says something impossible is a mistake of whoever wrote it. */
export function assertScope({ skip = 0, times = 1, probability = 1, seed = 0 }: FaultScope): void {
	if (!(probability >= 0 && probability <= 1)) {
		throw new RangeError(`Expected \`probability\` to be from 0 to 1, got ${probability}`);
	}
	if (!Number.isInteger(skip) || skip < 0) throw new RangeError(`Expected \`skip\` to be 0 or more, got ${skip}`);
	if (!(times >= 0)) throw new RangeError(`Expected \`times\` to be 0 or more, got ${times}`);
	if (!Number.isInteger(seed)) throw new RangeError(`Expected \`seed\` to be an integer, got ${seed}`);
}
