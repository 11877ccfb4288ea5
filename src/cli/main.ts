#!/usr/bin/env node
import { runCommandLine } from "./command-line";

// Who pipes the output into `head` has read enough.
for (const stream of [process.stdout, process.stderr]) {
	stream.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code !== "EPIPE") {
			throw error;
		}
		process.exit();
	});
}

void runCommandLine(process.argv).then((exitCode) => {
	process.exitCode = exitCode;
});
