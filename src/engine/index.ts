import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { cdtActivationHandlers } from "../provider/cdt-activation/index";
import type { HandlersOf, KindHandlers } from "../provider/kind-handlers";
import { Runtime } from "../provider/runtime";
import { vpcPeerConnectionHandlers } from "../provider/vpc-peer-connection/index";
import { vpcPeerConnectionAccepterHandlers } from "../provider/vpc-peer-connection-accepter/index";
import { vpcPeerRouteHandlers } from "../provider/vpc-peer-route/index";
import { vpcPeerRoutesHandlers } from "../provider/vpc-peer-routes/index";
import type { Kind } from "../schema/kinds";
import { debugLog, debugLogVariable } from "./debug-log";
import { endWithEngine } from "./end-with-engine";
import { toEngineError } from "./engine-error";
import { engineJournal } from "./engine-journal";

/** The handlers of each kind. */
const kinds = {
	VpcPeerConnection: vpcPeerConnectionHandlers,
	CdtActivation: cdtActivationHandlers,
	VpcPeerConnectionAccepter: vpcPeerConnectionAccepterHandlers,
	VpcPeerRoute: vpcPeerRouteHandlers,
	VpcPeerRoutes: vpcPeerRoutesHandlers,
} as const satisfies Record<Kind, HandlersOf>;

/**
 * The provider of one kind of resource. This is what the text that the resource class puts into `__provider` calls, in
 * the engine's provider process.
 *
 * The name of this module, of this function and of its argument are an ABI: the state of existing stacks calls them.
 */
export function handler(kind: string): dynamic.ResourceProvider {
	if (!Object.hasOwn(kinds, kind)) {
		throw new VpcPeeringError(
			`The installed pulumi-alicloud-vpcpeer knows no resource kind "${kind}" (it knows ${Object.keys(kinds).join(", ")}). Install the newer release that wrote this state.`,
		);
	}
	return {
		// Synchronous up to the assignment: the engine's provider process hands out a provider before configure has
		// resolved, when a second request comes in at that moment. The engine configures once for each distinct text in
		// `__provider`, always with the same configuration: what the first one learnt is kept.
		configure: async (request) => {
			endWithEngine();
			configured ??= newRuntime((key) => textOf(request.config.get(key)));
		},
		...reportingErrors(
			kind,
			kinds[kind as Kind](() => {
				configured ??= newRuntime(() => undefined);
				return configured;
			}),
		),
	};
}

function reportingErrors(kind: string, handlers: KindHandlers): KindHandlers {
	return Object.fromEntries(
		Object.entries(handlers).map(([name, handle]) => [
			name,
			async (...args: unknown[]) => {
				try {
					return await (handle as (...args: unknown[]) => Promise<unknown>)(...args);
				} catch (error) {
					throw toEngineError(kind, error);
				}
			},
		]),
	) as unknown as KindHandlers;
}

/** Shared by all kinds in this process: they work for the same stack with the same settings. */
let configured: Runtime | undefined;

function newRuntime(config: (key: string) => string | undefined): Runtime {
	// The engine gives its address as the first argument of its provider process.
	const journal = engineJournal(process.argv[2], debugLog(process.env[debugLogVariable]));
	return new Runtime({ config, environment: process.env }, journal);
}

/** Structured configuration arrives as JSON text from the engine; anything else that is not text is written as such. */
function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) {
		return undefined;
	}
	return typeof value === "string" ? value : JSON.stringify(value);
}
