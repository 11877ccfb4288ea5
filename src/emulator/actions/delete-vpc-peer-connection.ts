import { cloudError } from "../cloud-error";
import { flag } from "../validation/parameters";
import { entriesTo } from "../world/routes";
import { removeEntries } from "../world/routing-world";
import { type Action, stopIfDryRun } from "./action";
import { apply, assertAllows, assertUnmanaged, requiredInstance } from "./instances";

/** DeleteVpcPeerConnection, by either owner (alicloud-api.md 1.5). */
export const deleteVpcPeerConnection: Action = {
	ramAction: "vpc:DeleteVpcPeerConnection",
	effect: "write-once",
	run: (context) => {
		const { store, parameters, now } = context;
		const connection = requiredInstance(context);
		const force = flag(parameters, "Force");
		assertUnmanaged(connection);
		assertAllows(connection, "Delete", now);
		const routes = entriesTo(store, connection.id);
		if (routes.length > 0 && !force) {
			const ids = routes.map((entry) => entry.id).join(", ");
			throw cloudError("OperationDenied.RouteEntryExist", connection.id, ids);
		}
		stopIfDryRun(parameters);
		// Whether Force reaches the other account's routes is not documented; assumed that it does.
		removeEntries(store, routes);
		apply(context, connection, "Delete");
		return {};
	},
};
