import type { TargetedSubmitEvent } from "preact";
import type { EmulatorState } from "../control/state";
import { emulator } from "./emulator-client";
import { operations, run } from "./live";

/** RAM actions that are denied, by account. */
export function Permissions({ known }: { known: EmulatorState }) {
	const denied = known.accounts.flatMap(({ uid, deniedActions }) => deniedActions.map((action) => ({ uid, action })));
	const actions = [...new Set(operations.value.map(({ ramAction }) => ramAction))];
	return (
		<>
			{denied.length === 0 && <p class="faint">Every account may do everything.</p>}
			<ul class="rules">
				{denied.map(({ uid, action }) => (
					<li key={uid + action}>
						<span>
							<strong>{action}</strong> <span class="faint digits">denied to {uid}</span>
						</span>
						<button
							type="button"
							class="small"
							aria-label={`Allow ${action} to ${uid}`}
							onClick={() => run(() => emulator.permit(uid, action, "allow"))}
						>
							Allow
						</button>
					</li>
				))}
			</ul>
			<details class="form">
				<summary>Deny an action</summary>
				<form onSubmit={deny}>
					<label>
						Account
						<select name="accountId">
							{known.accounts.map(({ uid }) => (
								<option key={uid}>{uid}</option>
							))}
						</select>
					</label>
					<label>
						RAM action
						<select name="action">
							{actions.map((action) => (
								<option key={action}>{action}</option>
							))}
						</select>
					</label>
					<button type="submit" class="primary">
						Deny
					</button>
				</form>
			</details>
		</>
	);
}

function deny(event: TargetedSubmitEvent<HTMLFormElement>): void {
	event.preventDefault();
	const form = new FormData(event.currentTarget);
	run(() => emulator.permit(String(form.get("accountId")), String(form.get("action")), "deny"));
}
