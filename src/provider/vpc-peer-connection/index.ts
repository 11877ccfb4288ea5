import { watchForDead } from "../dead-connection";
import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { check } from "./check";
import { create } from "./create";
import { deleteConnection } from "./delete";
import { diff } from "./diff";
import { read } from "./read";
import { reviewChanges } from "./review-changes";
import { isDryRun } from "./state";
import { update } from "./update";

/** The handlers of VpcPeerConnection. `runtime` is asked for at each call: it exists once the engine has configured us. */
export function vpcPeerConnectionHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: async (id, olds, news) => {
			const difference = diff(runtime(), id, olds, news);
			if ((difference.replaces ?? []).length > 0 || isDryRun(id)) {
				return difference;
			}
			if (difference.changes === true) {
				await reviewChanges(runtime(), id, olds, news);
			} else {
				await watchForDead(runtime(), id, news);
			}
			return difference;
		},
		create: (inputs) => create(runtime(), inputs),
		read: (id, props) => read(runtime(), id, props),
		update: (id, olds, news) => update(runtime(), id, olds, news),
		delete: (id, props) => deleteConnection(runtime(), id, props),
	};
}
