let isWatching = false;

/**
 * Ends this process once its engine is gone. Killed, the engine leaves the provider process behind, with pipes that nobody
 * reads. The SDK's own handler of uncaught errors writes each of them there, and so a first failed write makes the next one, for
 * ever: measured, a whole core and 2.6 GB after five minutes (@pulumi/pulumi 3.248, cmd/dynamic-provider). Whatever such a
 * process still does, nobody hears of: the next run finds it, as after a kill.
 */
export function endWithEngine(): void {
	if (isWatching) {
		return;
	}
	isWatching = true;
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("error", (error: NodeJS.ErrnoException) => {
			if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") {
				process.exit(1);
			}
		});
	}
}
