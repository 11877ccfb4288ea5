import * as pulumi from "@pulumi/pulumi";

/** Thrown for a declaration that can't be carried out. The message stands alone: which component, what is wrong, what to do. */
export class DeclarationError extends pulumi.RunError {
	constructor(message: string) {
		super(message);
		this.name = "DeclarationError";
		// The engine would print a trace that helps nobody, and takes a minute to make: it reads the source maps of all that is
		// loaded.
		this.stack = message;
	}
}
