export type { VpcPeerConnectionArgs } from "./resources/vpc-peer-connection";
export { VpcPeerConnection } from "./resources/vpc-peer-connection";
export type { VpcPeerConnectionStatus } from "./schema/status";
export type { AssumeRole, Timeouts, VpcPeerConnectionInputs } from "./schema/vpc-peer-connection-inputs";
export type { VpcPeerConnectionState } from "./schema/vpc-peer-connection-state";
