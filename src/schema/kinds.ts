/**
 * The kinds of resources. A kind's name stands in the state of every stack that uses it: never rename one
 * (docs/decisions/0001-constant-provider-stub.md).
 */
export type Kind = "VpcPeerConnection";
