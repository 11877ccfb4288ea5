import { cdtActivationHandlers } from "../../../src/provider/cdt-activation";
import type { HandlersOf, KindHandlers } from "../../../src/provider/kind-handlers";
import type { Runtime } from "../../../src/provider/runtime";
import { vpcPeerConnectionHandlers } from "../../../src/provider/vpc-peer-connection";
import { vpcPeerConnectionAccepterHandlers } from "../../../src/provider/vpc-peer-connection-accepter";
import { vpcPeerRouteHandlers } from "../../../src/provider/vpc-peer-route";
import { vpcPeerRoutesHandlers } from "../../../src/provider/vpc-peer-routes";
import type { Kind } from "../../../src/schema/kinds";

/** A line that a provider process said to the user. */
export interface Said {
	readonly level: "info" | "warning";
	readonly text: string;
	/** Of the resource with which the line stands. */
	readonly urn: string | undefined;
}

/** A provider process for all kinds: one serves a run, and remembers nothing of the run before. */
export interface StackProcess {
	readonly handlers: Readonly<Record<Kind, KindHandlers>>;
	/** What it said, in order. */
	readonly said: readonly Said[];
	/** Nothing that it was doing ever goes on. */
	kill(): void;
}

const kinds: Readonly<Record<Kind, HandlersOf>> = {
	VpcPeerConnection: vpcPeerConnectionHandlers,
	VpcPeerConnectionAccepter: vpcPeerConnectionAccepterHandlers,
	VpcPeerRoute: vpcPeerRouteHandlers,
	VpcPeerRoutes: vpcPeerRoutesHandlers,
	CdtActivation: cdtActivationHandlers,
};

/** The handlers of all kinds on one runtime. Of a dead process none comes to its end. */
export function handlersOn(runtime: Runtime, isDead: () => boolean): Record<Kind, KindHandlers> {
	return Object.fromEntries(
		Object.entries(kinds).map(([kind, handlersOf]) => [
			kind,
			mortal(
				handlersOf(() => runtime),
				isDead,
			),
		]),
	) as Record<Kind, KindHandlers>;
}

function mortal(handlers: KindHandlers, isDead: () => boolean): KindHandlers {
	return Object.fromEntries(
		Object.entries(handlers).map(([call, handle]) => [
			call,
			async (...args: unknown[]) => {
				try {
					return await (handle as (...args: unknown[]) => Promise<unknown>)(...args);
				} finally {
					if (isDead()) {
						await new Promise(() => undefined);
					}
				}
			},
		]),
	) as unknown as KindHandlers;
}
