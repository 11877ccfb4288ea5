import { Header } from "./header";
import { problem, state } from "./live";
import { NetworkMap } from "./network-map";
import { SidePanel } from "./side-panel";

/** The whole page. */
export function App() {
	const known = state.value;
	return (
		<div class="app">
			<a class="skip" href="#panel">
				Skip the map
			</a>
			<Header />
			<div role="alert" class={problem.value === "" ? "problem hidden" : "problem"}>
				<span>{problem.value}</span>
				{problem.value !== "" && (
					<button type="button" class="quiet" onClick={() => dismiss()}>
						Dismiss
					</button>
				)}
			</div>
			<main>
				{known === undefined ? <p class="empty">Asking the emulator…</p> : <NetworkMap known={known} />}
				<SidePanel />
			</main>
		</div>
	);
}

function dismiss(): void {
	problem.value = "";
}
