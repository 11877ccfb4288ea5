import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { check, create, diff, leaveOrDelete, read, update } from "./handlers";

/** The handlers of VpcPeerConnectionAccepter. */
export function vpcPeerConnectionAccepterHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: async (id, olds, news) => diff(runtime(), id, olds, news),
		create: (inputs) => create(runtime(), inputs),
		read: (id, props) => read(runtime(), id, props),
		update: (id, olds, news) => update(runtime(), id, olds, news),
		delete: (id, props) => leaveOrDelete(runtime(), id, props),
	};
}
