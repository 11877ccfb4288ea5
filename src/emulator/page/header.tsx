import { useRef } from "preact/hooks";
import { emulator } from "./emulator-client";
import { connected, run, selection, state, time } from "./live";
import { durationText, momentText } from "./words";

const steps = [
	["1 s", 1000],
	["10 s", 10_000],
	["1 h", 3_600_000],
	["7 d", 7 * 86_400_000],
] as const;

/** Name, connection to the emulator, its clock, and the way back to the start. */
export function Header() {
	return (
		<header>
			<div class="brand">
				<img src="/_emulator/page/icon.svg" alt="" width="32" height="32" />
				<div>
					<h1>VPC peering emulator</h1>
					<p class="endpoint">
						<span class={connected.value ? "live" : "live off"} role="status">
							{connected.value ? "Live" : "Not connected"}
						</span>
						<code>{location.host}</code>
					</p>
				</div>
			</div>
			<ClockControl />
			<ResetControl />
		</header>
	);
}

function ClockControl() {
	const offset = state.value?.clockOffsetMs ?? 0;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one row in every browser
		<div class="clock" role="group" aria-label="Emulator's clock">
			<p class="clock-time">
				<time>{time.value === 0 ? "…" : momentText(time.value)}</time>
				<span class="faint">{offset > 0 ? `UTC, moved ${durationText(offset)} ahead` : "UTC"}</span>
			</p>
			<div class="segments">
				{steps.map(([text, ms]) => (
					<button key={text} type="button" aria-label={`Advance the clock by ${text}`} onClick={() => advance(ms)}>
						+{text}
					</button>
				))}
			</div>
		</div>
	);
}

function advance(ms: number): void {
	run(() => emulator.advance(ms));
}

function ResetControl() {
	const dialog = useRef<HTMLDialogElement>(null);
	const reset = () => {
		selection.value = undefined;
		run(() => emulator.reset());
		dialog.current?.close();
	};
	return (
		<>
			<button type="button" class="reset" onClick={() => dialog.current?.showModal()}>
				Reset
			</button>
			<dialog ref={dialog} aria-labelledby="reset-title">
				<h2 id="reset-title">Back to the seed?</h2>
				<p>All connections, routes, faults and the request record are forgotten, and the clock goes back.</p>
				<div class="actions">
					<button type="button" class="quiet" onClick={() => dialog.current?.close()}>
						Keep everything
					</button>
					<button type="button" class="danger" onClick={reset}>
						Reset
					</button>
				</div>
			</dialog>
		</>
	);
}
