import type { Emulator } from "../../../src/emulator";
import { pulumiEnvironment } from "../../../src/emulator/testing";
import { clientFor, SAME_ACCOUNT } from "./client";

/** Stands in for the reader's own program: takes its settings from the environment, and tries once more. */
export async function deployNetwork(emulator: Emulator): Promise<void> {
	const environment = pulumiEnvironment(emulator);
	const keys = {
		accessKeyId: environment["ALICLOUD_ACCESS_KEY"] ?? "",
		accessKeySecret: environment["ALICLOUD_SECRET_KEY"] ?? "",
	};
	const create = () =>
		clientFor(emulator, keys).vpcPeer("CreateVpcPeerConnection", { ...SAME_ACCOUNT, Name: "shop-to-billing" });
	const first = await create();
	const { status, text } = first.status === 503 ? await create() : first;
	if (status !== 200) throw new Error(text);
}
