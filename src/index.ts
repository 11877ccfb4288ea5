export type { VpcPeerConnectionArgs } from "./resources/vpc-peer-connection";
export { VpcPeerConnection } from "./resources/vpc-peer-connection";
export type { AssumeRole, Timeouts } from "./schema/shared-inputs";
export type { VpcPeerConnectionStatus } from "./schema/status";
export type { VpcPeerConnectionInputs } from "./schema/vpc-peer-connection-inputs";
export type { VpcPeerConnectionState } from "./schema/vpc-peer-connection-state";
