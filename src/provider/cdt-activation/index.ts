import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { check, create, diff, leaveActive, read, update } from "./handlers";

/** The handlers of CdtActivation. */
export function cdtActivationHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: (_id, olds, news) => diff(runtime(), olds, news),
		create: (inputs) => create(runtime(), inputs),
		read: (id, props) => read(runtime(), id, props),
		update: (_id, olds, news) => update(runtime(), olds, news),
		delete: async (_id, props) => leaveActive(runtime(), props),
	};
}
