/**
 * What a fault does to a request. Faults act on requests whose signature was accepted.
 *
 * - `error`: answers an error, without any effect.
 * - `drop-before`: destroys the connection, without any effect.
 * - `drop-after`: does the work, then destroys the connection without an answer.
 * - `truncate`: does the work, then sends half of the answer.
 * - `not-json`: does nothing and answers an HTML page with status 502, as a proxy would.
 * - `hang`: does nothing and never answers, until the emulator is closed.
 * - `delay`: works as usual, `ms` later.
 * - `stale`: works as usual, but Get and List do not find any connection.
 * - `hold`: works as usual, but only once the rule is released.
 *
 * @public
 */
export type Fault =
	| {
			readonly kind: "error";
			readonly httpStatus: number;
			readonly code: string;
			readonly message?: string | undefined;
			/** Sent as header `x-acs-retry-after`. */
			readonly retryAfterMs?: number | undefined;
	  }
	| { readonly kind: "delay"; readonly ms: number }
	| { readonly kind: "drop-before" | "drop-after" | "truncate" | "not-json" | "hang" | "stale" };

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
	/** Acts only on requests of this account. @defaultValue all accounts */
	readonly accountId?: string | undefined;
}

/**
 * A rule that was added.
 *
 * @public
 */
export interface FaultRule {
	/** How many requests it has acted on. */
	readonly hits: number;
	/** Takes the rule away; later requests are not touched by it. */
	remove(): void;
}

/**
 * A rule that suspends requests.
 *
 * @public
 */
export interface HoldRule extends FaultRule {
	/** Resolves once a request is suspended. Rejects when the rule ends before that. */
	readonly held: Promise<void>;
	/** Lets the suspended requests go on, and takes the rule away. */
	release(): void;
}

/**
 * Faults to be injected. The first rule that matches a request is the one that acts on it.
 *
 * @public
 */
export interface Faults {
	/** Adds a rule. */
	add(rule: FaultScope & Fault): FaultRule;
	/** Adds a rule that suspends requests until it is released. It acts on any number of requests unless told otherwise. */
	hold(scope: FaultScope): HoldRule;
	/** Takes all rules away and releases what is held. */
	clear(): void;
}

/** The effect of a rule as the server carries it out. */
export type FaultEffect = Fault | { readonly kind: "hold"; readonly enter: () => void; readonly gate: Promise<void> };

/** What the server asks of the faults. */
export interface FaultBox extends Faults {
	/** The effect on a request, if there is one; counts it. */
	take(action: string, accountId: string): FaultEffect | undefined;
}

interface Rule {
	readonly scope: FaultScope;
	readonly times: number;
	readonly effect: FaultEffect;
	/** Called when the rule goes away. */
	readonly end: () => void;
	seen: number;
	hits: number;
}

/** Makes an empty set of rules. */
export function createFaults(): FaultBox {
	let rules: Rule[] = [];
	const insert = (rule: Omit<Rule, "seen" | "hits">): { rule: Rule; handle: FaultRule } => {
		const added: Rule = { ...rule, seen: 0, hits: 0 };
		rules.push(added);
		const remove = () => {
			rules = rules.filter((one) => one !== added);
			added.end();
		};
		const handle = {
			get hits() {
				return added.hits;
			},
			remove,
		};
		return { rule: added, handle };
	};
	return {
		add: (rule) => insert({ scope: rule, times: rule.times ?? 1, effect: rule, end: () => undefined }).handle,
		hold: (scope) => {
			const held = latch();
			const gate = latch();
			const end = () => {
				gate.open();
				held.fail(new Error(`The hold on ${scope.action} ended before a request came`));
			};
			const effect: FaultEffect = { kind: "hold", enter: held.open, gate: gate.promise };
			const { handle } = insert({ scope, times: scope.times ?? Number.POSITIVE_INFINITY, effect, end });
			return Object.assign(handle, { held: held.promise, release: handle.remove });
		},
		clear: () => {
			for (const rule of rules) rule.end();
			rules = [];
		},
		take: (action, accountId) => {
			const matching = rules.filter((rule) => matches(rule.scope, action, accountId));
			for (const rule of matching) {
				rule.seen += 1;
				if (rule.seen <= (rule.scope.skip ?? 0) || rule.hits >= rule.times) continue;
				rule.hits += 1;
				return rule.effect;
			}
			return undefined;
		},
	};
}

function matches(scope: FaultScope, action: string, accountId: string): boolean {
	if (scope.accountId !== undefined && scope.accountId !== accountId) return false;
	return scope.action === "*" || scope.action === action;
}

interface Latch {
	readonly promise: Promise<void>;
	readonly open: () => void;
	readonly fail: (reason: Error) => void;
}

/** A promise that is settled from outside. Nobody has to await it: a failure alone must not end the process. */
function latch(): Latch {
	let open: () => void = () => undefined;
	let fail: (reason: Error) => void = () => undefined;
	const promise = new Promise<void>((resolve, reject) => {
		open = resolve;
		fail = reject;
	});
	promise.catch(() => undefined);
	return { promise, open, fail };
}
