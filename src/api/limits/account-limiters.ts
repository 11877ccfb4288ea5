import type { Clock } from "../clock";
import type { CredentialSource } from "../credential-source";
import { type ActionName, rateLimits } from "./rate-limits";
import { RequestLimiter } from "./request-limiter";

/** What the limiters of all accounts have in common. */
interface LimiterOptions {
	readonly clock: Clock;
	readonly debug: (line: string) => void;
	/** The part of each published limit that this process may spend: above 0, at most 1. */
	readonly share: number;
}

/** The limiters of one account: one for each host, operation and region. */
class LimitersOfAccount {
	private readonly limiters = new Map<string, RequestLimiter>();
	private readonly options: LimiterOptions;

	constructor(options: LimiterOptions) {
		this.options = options;
	}

	of(host: string, action: ActionName, regionId: string | undefined): RequestLimiter {
		const key = `${host} ${action} ${regionId ?? ""}`;
		const known = this.limiters.get(key);
		if (known !== undefined) {
			return known;
		}
		const { clock, debug, share } = this.options;
		const { perWindow } = rateLimits[action];
		const limiter = new RequestLimiter({
			clock,
			debug: (line) => debug(`${host} ${line}`),
			title: regionId === undefined ? action : `${action} in ${regionId}`,
			perWindow: perWindow === undefined ? undefined : Math.max(1, Math.floor(share * perWindow)),
		});
		this.limiters.set(key, limiter);
		return limiter;
	}

	/** Takes over what other credentials of the account have sent. */
	join(others: LimitersOfAccount): void {
		for (const [key, limiter] of others.limiters) {
			const own = this.limiters.get(key);
			if (own === undefined) {
				this.limiters.set(key, limiter);
			} else {
				own.join(limiter);
			}
		}
	}
}

/**
 * The limiters of a process. The cloud counts by account; whose credentials are is known once somebody has asked for the
 * account, so until then each set of credentials counts for itself.
 */
export class Limiters {
	private readonly options: LimiterOptions;
	private readonly ofCredentials = new WeakMap<CredentialSource, LimitersOfAccount>();
	private readonly ofAccount = new Map<string, LimitersOfAccount>();

	constructor(options: LimiterOptions) {
		this.options = options;
	}

	of(credentials: CredentialSource, host: string, action: ActionName, regionId: string | undefined): RequestLimiter {
		return this.limitersOf(credentials).of(host, action, regionId);
	}

	/** Says whose the credentials are. */
	belong(credentials: CredentialSource, accountId: string): void {
		const own = this.limitersOf(credentials);
		const known = this.ofAccount.get(accountId);
		if (known === undefined) {
			this.ofAccount.set(accountId, own);
		} else if (known !== own) {
			known.join(own);
			this.ofCredentials.set(credentials, known);
		}
	}

	private limitersOf(credentials: CredentialSource): LimitersOfAccount {
		const known = this.ofCredentials.get(credentials) ?? new LimitersOfAccount(this.options);
		this.ofCredentials.set(credentials, known);
		return known;
	}
}
