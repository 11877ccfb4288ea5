import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../../../src/emulator";

/** An answer on its way to the client. */
export interface RawAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

/** Makes another answer of one; undefined leaves it as it is. */
export type Disturb = (action: string, answer: RawAnswer) => RawAnswer | undefined;

/** Answers an operation otherwise: so many times, or always. */
export function answering(
	action: string,
	change: (answer: RawAnswer) => RawAnswer,
	times = Number.POSITIVE_INFINITY,
): Disturb {
	let left = times;
	return (asked, answer) => {
		if (asked !== action || left === 0) {
			return undefined;
		}
		left -= 1;
		return change(answer);
	};
}

/** A cloud between a client and the emulator: what it is told to, it answers otherwise. */
export interface HostileCloud {
	readonly url: string;
	disturb: Disturb;
	/** How many answers were others. */
	readonly disturbed: number;
	close(): Promise<void>;
}

/** Starts a hostile cloud in front of an emulator. Requests reach the emulator as they were signed. */
export async function hostileCloud(emulator: Emulator): Promise<HostileCloud> {
	let disturbed = 0;
	const server = createServer((incoming, outgoing) => {
		void forwarded(emulator, incoming).then(
			(answer) => {
				const other = cloud.disturb(actionOf(incoming), answer);
				disturbed += other === undefined ? 0 : 1;
				const { status, headers, body } = other ?? answer;
				outgoing.on("error", () => {});
				outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
				outgoing.end(body);
			},
			() => outgoing.destroy(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const cloud = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		disturb: (() => undefined) as Disturb,
		get disturbed() {
			return disturbed;
		},
		close: () => closed(server),
	};
	return cloud;
}

function actionOf({ headers }: IncomingMessage): string {
	return String(headers["x-acs-action"] ?? "");
}

function forwarded(emulator: Emulator, incoming: IncomingMessage): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const { method, url, headers } = incoming;
		const onward = request(new URL(url ?? "/", emulator.url), { method, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("end", () => {
				const type = response.headers["content-type"] ?? "application/json";
				const date = response.headers["date"] ?? "";
				resolve({
					status: response.statusCode ?? 200,
					headers: { "content-type": type, date },
					body: Buffer.concat(chunks),
				});
			});
			response.on("error", reject);
		});
		onward.on("error", reject);
		incoming.pipe(onward);
	});
}

function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}

/** The same answer with another body. */
export function withBody(answer: RawAnswer, change: (parsed: Record<string, unknown>) => unknown): RawAnswer {
	return { ...answer, body: JSON.stringify(change(JSON.parse(String(answer.body)))) };
}
