import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How often a port that somebody else has taken meanwhile is asked for again. */
const portTakenMs = 20;

/** A server's place on the network: it listens there, may be away for a while, and ends. */
export class Listener {
	readonly port: number;
	private readonly server: Server;
	private readonly host: string;
	private absence: Promise<void> = Promise.resolve();
	private awayUntil = Number.NEGATIVE_INFINITY;
	private readonly ended = new AbortController();

	static async start(server: Server, host: string, port: number): Promise<Listener> {
		await listen(server, host, port);
		return new Listener(server, host, (server.address() as AddressInfo).port);
	}

	private constructor(server: Server, host: string, port: number) {
		this.server = server;
		this.host = host;
		this.port = port;
	}

	/** Cuts all connections and listens to nobody for this long. One absence that meets another makes it longer. */
	leaveFor(ms: number): void {
		const wasAway = this.awayUntil > performance.now();
		this.awayUntil = Math.max(this.awayUntil, performance.now() + ms);
		if (wasAway || this.ended.signal.aborted) return;
		this.absence = this.absence.then(() => this.stayAway());
		// Whoever asks about it gets the failure; nobody has to.
		this.absence.catch(() => undefined);
	}

	/** Resolves when it listens: at once, unless it is away. */
	reachable(): Promise<void> {
		return this.absence;
	}

	/** Ends it at once, open connections included. */
	async close(): Promise<void> {
		this.ended.abort();
		await this.absence;
		if (this.server.listening) await stop(this.server);
	}

	private async stayAway(): Promise<void> {
		await stop(this.server);
		while (!this.ended.signal.aborted) {
			const left = this.awayUntil - performance.now();
			if (left > 0) await this.pause(left);
			else if (await this.isBack()) return;
			else await this.pause(portTakenMs);
		}
	}

	private async isBack(): Promise<boolean> {
		try {
			await listen(this.server, this.host, this.port);
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
			throw error;
		}
	}

	private async pause(ms: number): Promise<void> {
		await sleep(ms, undefined, { signal: this.ended.signal }).catch(() => undefined);
	}
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error === undefined ? resolve() : reject(error)));
		server.closeAllConnections();
	});
}
