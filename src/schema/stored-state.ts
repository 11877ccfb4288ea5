/** Bookkeeping that no program reads. */
export interface StateBookkeeping {
	/** The version of the state's shape. */
	readonly shape: number;
	/** The inputs that the program gave; the others are left to the cloud. */
	readonly given: readonly string[];
	/** True for what the stack only looks at (`get`): it neither changes nor deletes it. */
	readonly lookedUp?: true;
}

/** What the stack's state holds of every resource, whatever its kind. The engine does not show names that start with two underscores. */
export interface StoredState {
	/** `alibabacloud`, or the address of the emulator, where the resource lives. */
	cloud: string;
	__state: StateBookkeeping;
	/** Organization and URN, `<organization>/urn:pulumi:...`, from which the ClientToken is derived. */
	__identity: string;
	/** The provider's stub, as the resource class gave it. */
	__provider?: string | undefined;
}
