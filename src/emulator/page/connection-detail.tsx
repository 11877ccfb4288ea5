import type { EmulatorState, StateConnection } from "../control/state";
import { DetailHead } from "./detail-head";
import { type ConnectionStep, emulator } from "./emulator-client";
import { choose, reachability, run, selection, time } from "./live";
import { ReachabilityView } from "./reachability-view";
import { StatusPill } from "./status-pill";
import { Transition } from "./transition";
import { momentText } from "./words";

/** One connection: status and what can be done, its ends, its routes, its fields. */
export function ConnectionDetail({ connection, known }: { connection: StateConnection; known: EmulatorState }) {
	const reach = reachability.value;
	return (
		<article class="detail">
			<DetailHead kind="Connection" title={connection.name || connection.instanceId}>
				<div class="detail-status">
					<span role="status">
						<StatusPill status={connection.status} />
					</span>
					<Transition connection={connection} />
					<DropButton instanceId={connection.instanceId} />
				</div>
			</DetailHead>
			<Steps connection={connection} />
			<div class="ends">
				<End kind="Requester" uid={connection.ownerUid} vpcId={connection.vpcId} regionId={connection.regionId} />
				<End
					kind="Accepter"
					uid={connection.acceptingOwnerUid}
					vpcId={connection.acceptingVpcId}
					regionId={connection.acceptingRegionId}
				/>
			</div>
			{reach?.instanceId === connection.instanceId && <ReachabilityView reach={reach} />}
			<Fields connection={connection} known={known} />
		</article>
	);
}

function DropButton({ instanceId }: { instanceId: string }) {
	const drop = () => {
		selection.value = undefined;
		run(() => emulator.step(instanceId, "drop"));
	};
	return (
		<button type="button" class="small danger-quiet" onClick={drop} title="Makes it vanish with its routes, as drift">
			Drop
		</button>
	);
}

function Steps({ connection }: { connection: StateConnection }) {
	const { instanceId, status, transition } = connection;
	const take = (step: ConnectionStep) => run(() => emulator.step(instanceId, step));
	const finish = () => run(() => emulator.advance(Math.max(0, Math.ceil((transition?.at ?? 0) - time.value))));
	if (status === "Accepting") {
		return (
			<div class="actions">
				<button type="button" class="primary" onClick={() => take("accept")}>
					Accept
				</button>
				<button type="button" onClick={() => take("reject")}>
					Reject
				</button>
				<button type="button" onClick={() => take("expire")}>
					Let it expire
				</button>
			</div>
		);
	}
	if (transition === undefined) return null;
	return (
		<div class="actions">
			<button type="button" class="primary" onClick={finish}>
				Advance the clock to {transition.to}
			</button>
		</div>
	);
}

function End({ kind, uid, vpcId, regionId }: { kind: string; uid: string; vpcId: string; regionId: string }) {
	return (
		<button type="button" class="end-card" onClick={() => choose("vpc", vpcId)}>
			<span class="faint">{kind}</span>
			<strong>{vpcId}</strong>
			<span>{regionId}</span>
			<span class="digits faint">{uid}</span>
		</button>
	);
}

function Fields({ connection, known }: { connection: StateConnection; known: EmulatorState }) {
	const tags = known.accounts.flatMap(({ uid }) =>
		(connection.views[uid]?.tags ?? []).map(({ Key, Value }) => `${Key}=${Value}`),
	);
	const fields = {
		InstanceId: connection.instanceId,
		Description: connection.description,
		Bandwidth: connection.bandwidth === -1 ? "unlimited" : `${connection.bandwidth} Mbit/s`,
		LinkType: connection.linkType,
		BizStatus: connection.bizStatus,
		Created: momentText(connection.createdAt),
		Modified: momentText(connection.modifiedAt),
		Expires: connection.status === "Accepting" ? momentText(connection.expiresAt) : "",
		Tags: tags.join(", "),
	};
	return (
		<dl class="fields">
			{Object.entries(fields)
				.filter(([, value]) => value !== "")
				.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
		</dl>
	);
}
