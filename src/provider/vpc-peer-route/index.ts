import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { check } from "./check";
import { create } from "./create";
import { deleteRoute } from "./delete";
import { diff } from "./diff";
import { read } from "./read";
import { update } from "./update";

/** The handlers of VpcPeerRoute. `runtime` is asked for at each call: it exists once the engine has configured us. */
export function vpcPeerRouteHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: async (_id, olds, news) => diff(runtime(), olds, news),
		create: (inputs) => create(runtime(), inputs),
		read: (id, props) => read(runtime(), id, props),
		update: (id, olds, news) => update(runtime(), id, olds, news),
		delete: (id, props) => deleteRoute(runtime(), id, props),
	};
}
