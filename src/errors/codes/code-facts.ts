import type { RetryClass } from "../retry-class";

/** What is known of one error code of the cloud. */
export interface CodeFacts {
	/** Why the cloud answers with this code, in words a user of the resource understands. */
	readonly cause: string;
	/** What the user can do. A full sentence. Absent where the resource goes on by itself. */
	readonly nextStep?: string;
	/** The input that the code is about, where it is about one. */
	readonly property?:
		| "regionId"
		| "vpcId"
		| "acceptingAliUid"
		| "acceptingRegionId"
		| "acceptingVpcId"
		| "bandwidth"
		| "linkType"
		| "resourceGroupId";
	readonly retry: RetryClass;
	/**
	 * Where the code is documented: `create` = CreateVpcPeerConnection.txt, `api` = the operations' own pages and the
	 * service's error list, `gateway` = the codes common to all products, `practice` = met by other tools only.
	 */
	readonly source: "create" | "api" | "gateway" | "practice";
}
