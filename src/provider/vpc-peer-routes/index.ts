import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { check } from "./check";
import { deleteRoutes } from "./delete";
import { diff } from "./diff";
import { read } from "./read";
import { reconcile } from "./reconcile";
import { assertSameCloud, fromStored, idOf } from "./state";

/** The handlers of VpcPeerRoutes. `runtime` is asked for at each call: it exists once the engine has configured us. */
export function vpcPeerRoutesHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: (id, olds, news) => diff(runtime(), id, olds, news),
		create: async (inputs) => ({ id: idOf(inputs), outs: await reconcile(runtime(), inputs, "create", []) }),
		read: (id, props) => read(runtime(), id, props),
		update: async (_id, olds, news) => {
			const state = fromStored(olds);
			assertSameCloud(state, runtime());
			return { outs: await reconcile(runtime(), news, "update", state.routes) };
		},
		delete: (id, props) => deleteRoutes(runtime(), id, props),
	};
}
