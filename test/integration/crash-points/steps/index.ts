import type { KindUnderTest, LifecycleStep, StepsOf } from "../lifecycle-step";
import { cdtActivation, cdtActivationSteps } from "./cdt-activation";
import { vpcPeerConnection, vpcPeerConnectionSteps } from "./vpc-peer-connection";
import { vpcPeerConnectionAccepter, vpcPeerConnectionAccepterSteps } from "./vpc-peer-connection-accepter";
import { vpcPeerRoute, vpcPeerRouteSteps } from "./vpc-peer-route";
import { vpcPeerRoutes, vpcPeerRoutesSteps } from "./vpc-peer-routes";

/** All steps, by kind and name. A kind of resource that is added brings its own rows. */
export const steps: Readonly<Record<string, LifecycleStep>> = {
	...named("VpcPeerConnection", vpcPeerConnection, vpcPeerConnectionSteps),
	...named("VpcPeerConnectionAccepter", vpcPeerConnectionAccepter, vpcPeerConnectionAccepterSteps),
	...named("VpcPeerRoute", vpcPeerRoute, vpcPeerRouteSteps),
	...named("VpcPeerRoutes", vpcPeerRoutes, vpcPeerRoutesSteps),
	...named("CdtActivation", cdtActivation, cdtActivationSteps),
};

function named(name: string, kind: KindUnderTest, rows: StepsOf): Record<string, LifecycleStep> {
	return Object.fromEntries(Object.entries(rows).map(([step, row]) => [`${name}: ${step}`, { ...row, kind }]));
}
