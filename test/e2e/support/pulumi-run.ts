/** A pulumi command that has ended. */
export class PulumiRun {
	readonly command: string;
	/** The exit code; null when the command was killed. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;

	constructor(command: string, end: { code: number | null; stdout: string; stderr: string }) {
		this.command = command;
		this.code = end.code;
		this.stdout = end.stdout;
		this.stderr = end.stderr;
	}

	/** All that a user sees. */
	get text(): string {
		return `${this.stdout}\n${this.stderr}`;
	}

	/** The lines that a user sees, without indentation and empty ones. */
	get lines(): string[] {
		return this.text
			.split("\n")
			.map((line) => line.trim())
			.filter((line) => line !== "");
	}

	/** The lines that hold a text. */
	linesWith(text: string): string[] {
		return this.lines.filter((line) => line.includes(text));
	}

	/** The whole run, for the message of a test that fails. */
	toString(): string {
		return `${this.command}: exit code ${this.code}\n${this.stdout}\n${this.stderr}`;
	}
}
