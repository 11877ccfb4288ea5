import { appendFileSync } from "node:fs";
import { shown } from "../errors/redact";

/** The variable that names the file of the debug log. */
export const debugLogVariable = "ALICLOUD_VPCPEER_LOG";

/**
 * A debug log of requests, retries and waits, appended to the file that `ALICLOUD_VPCPEER_LOG` names. Without the
 * variable nothing is written. Secrets are taken out of every line. A file that can't be written costs nothing but the log.
 */
export function debugLog(file: string | undefined): (text: string) => void {
	if (file === undefined || file === "") {
		return () => {};
	}
	return (text) => {
		try {
			appendFileSync(file, `${new Date().toISOString()} [${process.pid}] ${shown(text).replaceAll("\n", "\n\t")}\n`, {
				mode: 0o600,
			});
		} catch {
			// The log is a help, never a condition.
		}
	};
}
