import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";

/** The ends of a connection, made or only wanted. */
export interface Joins {
	readonly vpcId?: string | undefined;
	readonly acceptingVpcId?: string | undefined;
	readonly regionId?: string | undefined;
	readonly acceptingRegionId?: string | undefined;
}

/** The two VPCs, whichever way round. */
export function pairOf({ vpcId = "", acceptingVpcId = "" }: Joins): string {
	return vpcId < acceptingVpcId ? `${vpcId} ${acceptingVpcId}` : `${acceptingVpcId} ${vpcId}`;
}

/** What quotas count: connections of a kind per VPC, and per region. A pair counts once, wherever it was seen. */
export class PairCounts {
	private readonly pairs = new Map<string, Set<string>>();

	add(one: Joins): void {
		const kind = one.regionId === one.acceptingRegionId ? "intra" : "inter";
		for (const key of [`${kind} ${one.vpcId}`, `${kind} ${one.acceptingVpcId}`, `region ${one.regionId}`]) {
			const known = this.pairs.get(key);
			if (known === undefined) {
				this.pairs.set(key, new Set([pairOf(one)]));
			} else {
				known.add(pairOf(one));
			}
		}
	}

	/** How many pairs these and the others have together for `intra <vpc>`, `inter <vpc>` or `region <region>`. */
	countWith(others: readonly PairCounts[], key: string): number {
		return new Set([this, ...others].flatMap((counts) => [...(counts.pairs.get(key) ?? [])])).size;
	}
}

/** The connections of a region, found by the pair that they join. */
export class ConnectionIndex {
	readonly counts = new PairCounts();
	private readonly byPair = new Map<string, VpcPeerConnectionAttribute>();
	private readonly ids = new Set<string>();

	constructor(connections: readonly VpcPeerConnectionAttribute[]) {
		for (const connection of connections) {
			this.ids.add(connection.instanceId);
			this.byPair.set(pairOf(connection), connection);
			this.counts.add(connection);
		}
	}

	/** Whether a connection is among them. */
	has(instanceId: string): boolean {
		return this.ids.has(instanceId);
	}

	/** The connection that joins the same two VPCs, whichever way round. */
	ofPair(one: Joins): VpcPeerConnectionAttribute | undefined {
		return this.byPair.get(pairOf(one));
	}
}
