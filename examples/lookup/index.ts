import * as pulumi from "@pulumi/pulumi";
import { getCallerIdentity, getVpcPeerConnections, getVpcPeeringReachability } from "pulumi-alicloud-vpcpeer";

// Lookups run at preview, too: this program makes nothing, it only tells.
const config = new pulumi.Config();
const regionId = config.get("regionId") ?? "cn-hangzhou";

const found = getVpcPeerConnections({ regionId, status: ["Activated", "Accepting"] });

export const accountId = getCallerIdentity().then((caller) => caller.accountId);
export const connections = found.then((result) =>
	result.connections.map(({ instanceId, name, status, vpcId, acceptingVpcId }) => ({
		instanceId,
		name,
		status,
		from: vpcId,
		to: acceptingVpcId,
	})),
);
// Which of them packets do not pass, and why.
export const broken = found.then(async ({ ids }) => {
	const ways = await Promise.all(ids.map((instanceId) => getVpcPeeringReachability({ instanceId })));
	return ways
		.filter(({ reachable }) => !reachable)
		.map(({ instanceId, paths }) => ({ instanceId, reasons: paths.flatMap(({ reasons }) => reasons) }));
});
