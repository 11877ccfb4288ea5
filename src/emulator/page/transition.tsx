import type { StateConnection } from "../control/state";
import { time } from "./live";
import { durationText } from "./words";

/** What time will make of a connection's status, and when. */
export function Transition({ connection }: { connection: StateConnection }) {
	if (connection.transition === undefined) return null;
	const { to, at } = connection.transition;
	const left = at - time.value;
	const when = left > 0 ? durationText(left) : "a moment";
	return (
		<span class="transition">
			{to === "Expired" ? "expires" : to} in {when}
		</span>
	);
}
