import { type CdtService, cdtServices, isCdtEnabled } from "../../api/cdt";
import { journalOf } from "../journal";
import { timeIsUp } from "../preflight/budget";
import { whyNot } from "../preflight/facts";
import type { Runtime } from "../runtime";
import type { CheckedInputs } from "./state";

const ramActions = { intra: "cdt:GetCdtServiceStatus", crossBorder: "cdt:GetCdtCbServiceStatus" } as const;

/**
 * Looks, in a preview, at what would be activated. Whether the credentials may activate it can't be known: the cloud
 * offers no dry run for that.
 */
export async function reviewNew(runtime: Runtime, inputs: CheckedInputs): Promise<void> {
	const { budget } = runtime.preflight;
	if (!runtime.isPreview || budget === undefined) {
		return;
	}
	const journal = journalOf(runtime.journal, inputs.__identity);
	const access = runtime.access({ profile: inputs.profile, assumeRole: inputs.assumeRole });
	const services: CdtService[] = inputs.crossBorder === true ? ["intra", "crossBorder"] : ["intra"];
	for (const service of services) {
		const what = `whether ${cdtServices[service].title} is active`;
		const warning = await budget.within(
			isCdtEnabled(access.cdt(), service, budget.limits).then(
				() => undefined,
				(error) => whyNot(what, ramActions[service], error),
			),
		);
		const text = warning === timeIsUp ? budget.usedUp : warning;
		if (text !== undefined && (warning !== timeIsUp || runtime.isNews(text))) {
			journal.warn(text);
		}
	}
}
