import type { VpcPeerConnectionAccepterState } from "../../schema/vpc-peer-connection-accepter-state";
import { watchForDead } from "../dead-connection";
import type { KindHandlers } from "../kind-handlers";
import type { Runtime } from "../runtime";
import { answerOf } from "./answer";
import { check, create, diff, leaveOrDelete, read, update } from "./handlers";

/** The handlers of VpcPeerConnectionAccepter. */
export function vpcPeerConnectionAccepterHandlers(runtime: () => Runtime): KindHandlers {
	return {
		check: (olds, news) => check(runtime(), olds, news),
		diff: async (id, olds, news) => {
			const difference = diff(runtime(), id, olds, news);
			// A connection that was to be rejected is dead as declared.
			if (difference.changes === false && answerOf(news).goal === "Activated") {
				const { acceptingRegionId: regionId } = olds as VpcPeerConnectionAccepterState;
				await watchForDead(runtime(), id, { ...news, regionId });
			}
			return difference;
		},
		create: (inputs) => create(runtime(), inputs),
		read: (id, props) => read(runtime(), id, props),
		update: (id, olds, news) => update(runtime(), id, olds, news),
		delete: (id, props) => leaveOrDelete(runtime(), id, props),
	};
}
