import type { TargetedSubmitEvent } from "preact";
import type { EmulatorState } from "../control/state";
import { namedFaults } from "../faults/fault";
import { emulator } from "./emulator-client";
import { operations, run } from "./live";

/** A rule for one operation. */
export function FaultForm({ known }: { known: EmulatorState }) {
	return (
		<details class="form">
			<summary>Add a rule</summary>
			<form onSubmit={add}>
				<label>
					Fault
					<select name="fault">
						{Object.keys(namedFaults).map((name) => (
							<option key={name}>{name}</option>
						))}
					</select>
				</label>
				<label>
					Operation
					<select name="action">
						<option value="*">Every operation</option>
						{operations.value.map(({ name, product }) => (
							<option key={product + name}>{name}</option>
						))}
					</select>
				</label>
				<label>
					Account
					<select name="accountId">
						<option value="">All accounts</option>
						{known.accounts.map(({ uid }) => (
							<option key={uid}>{uid}</option>
						))}
					</select>
				</label>
				<div class="pair">
					<label>
						Times
						<input name="times" type="number" min="1" value="1" required />
					</label>
					<label>
						Probability, %
						<input name="probability" type="number" min="0" max="100" value="100" required />
					</label>
				</div>
				<button type="submit" class="primary">
					Add
				</button>
			</form>
		</details>
	);
}

function add(event: TargetedSubmitEvent<HTMLFormElement>): void {
	event.preventDefault();
	const form = new FormData(event.currentTarget);
	const accountId = String(form.get("accountId"));
	run(() =>
		emulator.addFault({
			...namedFaults[String(form.get("fault")) as keyof typeof namedFaults],
			action: String(form.get("action")),
			times: Number(form.get("times")),
			probability: Number(form.get("probability")) / 100,
			...(accountId === "" ? {} : { accountId }),
		}),
	);
}
