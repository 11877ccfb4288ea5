import type { TargetedEvent } from "preact";
import { emulator } from "./emulator-client";
import { run, timing } from "./live";

const labels = {
	latencyMs: "Every answer takes",
	creating: "Creating lasts",
	updating: "Updating lasts",
	deleting: "Deleting lasts",
} as const;

/** How long answers and transitions take, from the next request on. */
export function TimingForm() {
	const now = timing.value;
	if (now === undefined) return null;
	const values = { latencyMs: now.latencyMs, ...now.transitions };
	return (
		<form class="times" onChange={change}>
			{Object.entries(labels).map(([name, label]) => (
				<label key={name}>
					{label}
					<span class="unit">
						<input name={name} type="number" min="0" step="1" value={values[name as keyof typeof labels]} /> ms
					</span>
				</label>
			))}
		</form>
	);
}

function change({ target }: TargetedEvent<HTMLFormElement>): void {
	if (!(target instanceof HTMLInputElement) || target.value === "") return;
	const { name } = target;
	const value = Number(target.value);
	run(() => emulator.changeTiming(name === "latencyMs" ? { latencyMs: value } : { transitions: { [name]: value } }));
}
