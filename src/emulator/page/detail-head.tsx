import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { selection } from "./live";

interface Props {
	readonly kind: string;
	readonly title: string;
	readonly children?: ComponentChildren;
}

/** The head of what is chosen, and the way back to the list. The focus goes to it, so that a keyboard is where it looks. */
export function DetailHead({ kind, title, children }: Props) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);
	return (
		<div class="detail-head">
			<button type="button" class="quiet back" onClick={() => back()}>
				<span aria-hidden="true">← </span>All connections
			</button>
			<p class="faint">{kind}</p>
			<h2 ref={heading} tabIndex={-1}>
				{title}
			</h2>
			{children}
		</div>
	);
}

function back(): void {
	selection.value = undefined;
	document.getElementById("tab-connections")?.focus();
}
