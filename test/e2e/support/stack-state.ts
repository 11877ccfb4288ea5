/** What `pulumi stack export` prints, as far as these tests read it. */
export interface Deployment {
	readonly version: number;
	readonly deployment: {
		readonly resources?: StateResource[];
		readonly pending_operations?: { readonly type: string }[];
	};
}

/** A resource in a stack's state. */
export interface StateResource {
	readonly urn: string;
	readonly type: string;
	readonly id: string;
	readonly inputs: Record<string, unknown>;
	readonly outputs: Record<string, unknown>;
	readonly initErrors?: string[];
}
