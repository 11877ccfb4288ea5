/** Where the provider says what it is doing. Losing a line costs nothing: nothing is decided by it. */
export interface Journal {
	/** Something the user should know although nothing failed. */
	info(text: string): void;
	/** Something that went wrong and was mended, or that the user should look at. */
	warn(text: string): void;
}

/** Writes to the provider process's standard output and error, which the engine shows as the run's messages. */
export const consoleJournal: Journal = {
	info: (text) => process.stdout.write(`${text}\n`),
	warn: (text) => process.stderr.write(`warning: ${text}\n`),
};
