/**
 * The version of the shape of the state that this release writes, for each kind of resource. A kind's name stands in the
 * state of every stack that uses it: never rename one (docs/decisions/0001-constant-provider-stub.md).
 */
export const currentShapes = {
	VpcPeerConnection: 1,
	CdtActivation: 1,
	VpcPeerConnectionAccepter: 1,
	VpcPeerRoute: 1,
	VpcPeerRoutes: 1,
} as const;

/** The kinds of resources. */
export type Kind = keyof typeof currentShapes;
