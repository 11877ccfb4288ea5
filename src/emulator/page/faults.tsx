import type { FaultJson } from "../control/fault-json";
import type { EmulatorState } from "../control/state";
import { namedFaults } from "../faults/fault";
import { emulator } from "./emulator-client";
import { FaultForm } from "./fault-form";
import { faults, run } from "./live";
import { Permissions } from "./permissions";
import { TimingForm } from "./timing-form";

type Named = keyof typeof namedFaults;

/** What each switch is called, and what it does to every request. */
export const switchWords: Partial<Record<Named, readonly [string, string]>> = {
	throttled: ["Throttled", "400 Throttling.User"],
	"service-unavailable": ["Service unavailable", "503 ServiceUnavailable"],
	"internal-error": ["Internal error", "500 InternalError"],
	"bad-gateway": ["Bad gateway", "502 with an HTML page"],
	"lost-request": ["Requests get lost", "The connection ends before the work"],
	"lost-answer": ["Answers get lost", "The connection ends after the work"],
	"no-answer": ["No answer", "Requests hang"],
	"old-answer": ["Old answers", "Get and List show the time before"],
};

/** Switches for faults, rules, permissions and times. */
export function Faults({ known }: { known: EmulatorState }) {
	return (
		<div class="faults">
			<h3>Every request</h3>
			<ul class="switches">
				{(Object.keys(switchWords) as Named[]).map((name) => (
					<li key={name}>
						<FaultSwitch name={name} />
					</li>
				))}
			</ul>
			<h3>Rules</h3>
			<FaultRules />
			<FaultForm known={known} />
			<h3>Permissions</h3>
			<Permissions known={known} />
			<h3>Times</h3>
			<TimingForm />
		</div>
	);
}

function FaultSwitch({ name }: { name: Named }) {
	const [title, effect] = switchWords[name] ?? [name, ""];
	const rule = faults.value.find((one) => isSwitchOf(one, name));
	const toggle = () =>
		run(() =>
			rule === undefined
				? emulator.addFault({ ...namedFaults[name], action: "*", times: "always" })
				: emulator.removeFault(rule.id),
		);
	return (
		<button type="button" role="switch" class="switch" aria-checked={rule !== undefined} onClick={toggle}>
			<span class="switch-words">
				<span>{title}</span>
				<span class="faint">{rule === undefined ? effect : `Acted on ${rule.hits}`}</span>
			</span>
			<span class="switch-track" aria-hidden="true" />
		</button>
	);
}

function isSwitchOf({ rule }: FaultJson, name: Named): boolean {
	const wanted: { kind: string; code?: string } = namedFaults[name];
	const code = rule.kind === "error" && "code" in rule ? rule.code : undefined;
	return rule.action === "*" && rule.times === "always" && rule.kind === wanted.kind && code === wanted.code;
}

function FaultRules() {
	if (faults.value.length === 0) return <p class="faint">None.</p>;
	return (
		<ul class="rules">
			{faults.value.map(({ id, rule, hits }) => (
				<li key={id}>
					<span>
						<strong>{"code" in rule ? String(rule.code) : rule.kind}</strong> on{" "}
						{rule.action === "*" ? "every operation" : rule.action}
						<span class="faint">
							{" "}
							{hits} of {rule.times === "always" ? "any number" : rule.times}
							{rule.probability === undefined ? "" : `, ${rule.probability * 100} %`}
						</span>
					</span>
					<button
						type="button"
						class="small"
						aria-label={`Remove rule ${id}`}
						onClick={() => run(() => emulator.removeFault(id))}
					>
						Remove
					</button>
				</li>
			))}
		</ul>
	);
}
