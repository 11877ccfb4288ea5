import { ApiClient } from "../api/client";
import { type Clock, systemClock } from "../api/clock";
import { CloudTime } from "../api/cloud-time";
import type { CredentialSource } from "../api/credential-source";
import { type CredentialReferences, credentialsFor } from "../api/credentials";
import { cloudOf, endpointOf } from "../api/endpoints";
import { Limiters } from "../api/limits/account-limiters";
import type { ProductName } from "../api/products";
import { Settings, type SettingsSource } from "../api/settings";
import { assumedRole, getCallerAccountId } from "../api/sts";
import { ConnectionBoard } from "../wait/connection-board";
import { Durations } from "../wait/durations";
import { Announcements } from "./announced";
import { type Basis, Holders } from "./holders";
import type { Journal } from "./journal";
import { OperationQueue } from "./operation-queue";
import { Preflight } from "./preflight/preflight";
import { Program } from "./program";

/** The SDK's own default of 3 seconds is too short for a request across the world. */
const defaultConnectTimeoutMs = 10_000;
const defaultReadTimeoutMs = 30_000;

/** The cloud as one set of credentials sees it. */
export interface CloudAccess {
	readonly credentials: CredentialSource;
	readonly vpcPeer: ApiClient;
	/** Looks at connections, shared by all who look at the same time. */
	readonly connections: ConnectionBoard;
	/** The VPC product, which has a host per region. */
	readonly vpc: (regionId: string) => ApiClient;
	readonly cdt: () => ApiClient;
	readonly resourceManager: () => ApiClient;
	/** Which cloud a product's requests go to. */
	readonly cloudOf: (product: ProductName) => string;
	/** The account that makes the requests; asked once. */
	readonly accountId: (deadline: number) => Promise<string>;
}

/** What the handlers of one provider process share: settings, clients, and what was learnt on the way. */
export class Runtime {
	readonly settings: Settings;
	readonly journal: Journal;
	readonly clock: Clock;
	/** Where operations wait that the cloud does not take side by side. */
	readonly operations: OperationQueue;
	/** How long changes took in this process. */
	readonly durations = new Durations();
	/** The time as the cloud tells it. */
	readonly cloudTime: CloudTime;
	/** Which resources hold what, as far as this run has seen it: asked before anything is deleted or adopted. */
	readonly holders = new Holders();
	/** The resources that the program declares, as far as the engine has asked about them. */
	readonly program = new Program();
	/**
	 * Connections that this process has deleted. A create that gets such an id for its ClientToken knows at once that the
	 * cloud replayed an old answer.
	 */
	readonly deletedInstanceIds = new Set<string>();
	/** The two accounts of each connection that was seen with any credentials, for messages about credentials of a third. */
	readonly parties = new Map<
		string,
		{ readonly ownerId?: string | undefined; readonly acceptingAliUid?: string | undefined }
	>();
	/** True once a resource came with an announcement, as they do in previews only. */
	isPreview = false;
	/** True once the program was seen to activate CDT: what is refused for want of CDT may be meant to come after that. */
	activatesCdt = false;
	/** What a resource of a preview carried about the others of its batch: they have not been asked about yet, and may be new. */
	readonly announcements = new Announcements();
	/** Resources that the engine is about to replace: it asks about the new one as if there were no old one. */
	readonly replacing = new Map<string, { readonly samePair: boolean }>();
	private readonly said = new Set<string>();
	private reviews: Preflight | undefined;
	private readonly accesses = new Map<string, CloudAccess>();
	private requestLimiters: Limiters | undefined;

	constructor(source: SettingsSource, journal: Journal, clock: Clock = systemClock) {
		this.settings = new Settings(source);
		this.journal = journal;
		this.clock = clock;
		this.cloudTime = new CloudTime(clock);
		this.operations = new OperationQueue({ clock, debug: (line) => journal.debug(line) });
	}

	/**
	 * How a diff without replacement knows that the resource holds what is in its state. A refresh asks for diffs, too, also of
	 * what the program does not declare any more: only a check before it tells that it does.
	 */
	basisOfDiff(identity: string, changes: boolean): Basis {
		if (!this.program.declares(identity)) {
			return "state";
		}
		return changes ? "planned" : "settled";
	}

	/** True the first time a message is asked about: what holds for the whole run is said once, not with each resource. */
	isNews(message: string): boolean {
		const news = !this.said.has(message);
		this.said.add(message);
		return news;
	}

	/** The reviews of new connections, which share what they read. */
	get preflight(): Preflight {
		this.reviews ??= new Preflight(this);
		return this.reviews;
	}

	/** The cloud that requests of this run go to, as recorded in state. */
	get cloud(): string {
		return cloudOf(endpointOf("VpcPeer", this.settings));
	}

	/** Access with the credentials that a resource refers to; the same references share one access. */
	access(references: CredentialReferences): CloudAccess {
		// The endpoint comes first: one that is not allowed is refused before a credential is looked at.
		const endpoint = endpointOf("VpcPeer", this.settings);
		const key = JSON.stringify([references.profile, references.assumeRole]);
		const known = this.accesses.get(key);
		if (known !== undefined) {
			return known;
		}
		const credentials = credentialsFor(this.settings, references, (base, role) =>
			assumedRole(this.client("Sts", base), base, role, this.clock),
		);
		const connections: ConnectionBoard = new ConnectionBoard({
			client: () => vpcPeer,
			clock: this.clock,
			debug: (line) => this.journal.debug(line),
		});
		const vpcPeer = this.client("VpcPeer", credentials, endpoint, () => connections.wrote());
		const access: CloudAccess = {
			credentials,
			vpcPeer,
			connections,
			vpc: (regionId) => this.client("Vpc", credentials, endpointOf("Vpc", this.settings, regionId)),
			cdt: () => this.client("CDT", credentials),
			resourceManager: () => this.client("ResourceManager", credentials),
			cloudOf: (product) => cloudOf(endpointOf(product, this.settings)),
			accountId: onceSuccessful(async (deadline) => {
				const accountId = await getCallerAccountId(this.client("Sts", credentials), { deadline, clock: this.clock });
				this.limiters.belong(credentials, accountId);
				return accountId;
			}),
		};
		this.accesses.set(key, access);
		return access;
	}

	private client(
		product: ProductName,
		credentials: CredentialSource,
		endpoint = endpointOf(product, this.settings),
		onWrite = () => {},
	): ApiClient {
		const { limiters } = this;
		return new ApiClient({
			product,
			endpoint,
			credentials,
			connectTimeoutMs: this.settings.milliseconds("connectTimeoutMs", defaultConnectTimeoutMs),
			readTimeoutMs: this.settings.milliseconds("readTimeoutMs", defaultReadTimeoutMs),
			debug: (line) => this.journal.debug(line),
			limiterOf: (action, regionId) => limiters.of(credentials, endpoint.host, action, regionId),
			onWrite,
			onDate: (date) => this.cloudTime.note(date),
		});
	}

	/** Made with the first access, so that a share that is no share is told with the resource that needs it. */
	private get limiters(): Limiters {
		this.requestLimiters ??= new Limiters({
			clock: this.clock,
			debug: (line) => this.journal.debug(line),
			share: this.settings.rateShare(),
		});
		return this.requestLimiters;
	}
}

/**
 * Shares one question between all who ask. One that failed is asked again, also for those who only joined it: whoever asked
 * first may have had less time than they have.
 */
function onceSuccessful<T>(ask: (deadline: number) => Promise<T>): (deadline: number) => Promise<T> {
	let answer: Promise<T> | undefined;
	function start(deadline: number): Promise<T> {
		const started = ask(deadline).catch((error) => {
			answer = undefined;
			throw error;
		});
		answer = started;
		return started;
	}
	return (deadline) => (answer === undefined ? start(deadline) : answer.catch(() => answer ?? start(deadline)));
}
