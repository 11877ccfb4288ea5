import type { Kind } from "../../schema/kinds";

/** The kinds of resources that hold route entries: either may take one over from the other. */
export const entryHolders = ["VpcPeerRoute", "VpcPeerRoutes"] as const satisfies readonly Kind[];
