// @ts-check
import { sdkCaller } from "../sdk-client.mjs";

/**
 * @typedef {import("../../src/emulator/index.ts").Emulator} Emulator
 * @typedef {import("../../src/emulator/index.ts").ManualClock} ManualClock
 */

/**
 * Fills an emulator with connections in several statuses, through its API. Answers the one to look at closely.
 * @param {Emulator} emulator
 * @param {ManualClock} clock
 */
export async function showScene(emulator, clock) {
	const [ours, theirs] = emulator.accounts.map((account) => account.uid);
	const request = caller(emulator, 0);
	const answer = caller(emulator, 1);
	/**
	 * @param {string} Name
	 * @param {[string, string]} from region and VPC
	 * @param {[string | undefined, string, string]} to account, region and VPC
	 */
	const peer = async (Name, [RegionId, VpcId], [AcceptingAliUid = "", AcceptingRegionId, AcceptingVpcId]) => {
		const ends = { RegionId, VpcId, AcceptingAliUid, AcceptingRegionId, AcceptingVpcId };
		const { InstanceId } = await request("CreateVpcPeerConnection", { Name, ...ends });
		return String(InstanceId);
	};
	const shop = await peer(
		"shop-to-billing",
		["cn-hangzhou", "vpc-hangzhou-a1"],
		[theirs, "cn-hangzhou", "vpc-hangzhou-a2"],
	);
	await peer("web-to-data", ["cn-hangzhou", "vpc-hangzhou-a1"], [ours, "cn-hangzhou", "vpc-hangzhou-b1"]);
	await peer("east-backup", ["cn-shanghai", "vpc-shanghai-a1"], [theirs, "cn-shanghai", "vpc-shanghai-b2"]);
	const old = await peer("old-request", ["cn-shanghai", "vpc-shanghai-b1"], [theirs, "cn-hangzhou", "vpc-hangzhou-b2"]);
	clock.advance(3000);
	await answer("AcceptVpcPeerConnection", { InstanceId: shop });
	await answer("RejectVpcPeerConnection", { InstanceId: old });
	clock.advance(1000);
	await peer("singapore-link", ["ap-southeast-1", "vpc-singapore-a1"], [theirs, "ap-southeast-1", "vpc-singapore-a2"]);
	for (const [vpcId, destinationCidrBlock] of /** @type {const} */ ([
		["vpc-hangzhou-a1", "172.16.0.0/16"],
		["vpc-hangzhou-a2", "10.1.0.0/16"],
	])) {
		emulator.world.addRouteEntry({ vpcId, destinationCidrBlock, nextHopId: shop });
	}
	return shop;
}

/**
 * @param {Emulator} emulator
 * @param {number} index of the account
 */
function caller(emulator, index) {
	const account = emulator.accounts[index];
	if (!account) throw new Error(`The emulator has no account ${index}`);
	return sdkCaller(emulator.url, account);
}
