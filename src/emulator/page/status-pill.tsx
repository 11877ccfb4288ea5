import type { VpcPeerStatus } from "../status";
import { toneOf } from "./words";

/** A status, by colour and by word. */
export function StatusPill({ status }: { status: VpcPeerStatus }) {
	return (
		<span class={`pill tone-${toneOf[status]}`}>
			<span class="pill-dot" aria-hidden="true" />
			{status}
		</span>
	);
}
