/** Where the provider says what it is doing. Losing a line costs nothing: nothing is decided by it. */
export interface Journal {
	/** Something the user should know although nothing failed. */
	info(text: string, urn?: string): void;
	/** Something that went wrong and was mended, or that the user should look at. */
	warn(text: string, urn?: string): void;
	/** What is going on right now; the next status of the same resource takes its place. */
	status(text: string, urn: string): void;
	/** A line for those who look for a fault; shown nowhere unless asked for. */
	debug(text: string): void;
}

/** The journal of one resource: its lines stand with it on the screen. */
export interface ResourceJournal {
	info(text: string): void;
	warn(text: string): void;
	status(text: string): void;
}

/** A text that is no URN makes the engine's display break down, so only what surely is one is sent. */
const urnInIdentity = /\/(urn:pulumi:[^:]+::[^:]+::[^:]+(:[^:]+)*::.+)$/;

/** Binds a journal to the resource of an identity, `<organization>/urn:pulumi:...`. */
export function journalOf(journal: Journal, identity: string | undefined): ResourceJournal {
	const urn = urnInIdentity.exec(identity ?? "")?.[1];
	return {
		info: (text) => journal.info(text, urn),
		warn: (text) => journal.warn(text, urn),
		status: (text) => {
			if (urn !== undefined) {
				journal.status(text, urn);
			}
		},
	};
}
