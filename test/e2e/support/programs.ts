/** Inputs of a connection as a program writes them. */
export type Args = Readonly<Record<string, unknown>>;

/** Two VPCs of the emulator's first account in one region. */
export const intraRegion: Args = { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" };

/** Two VPCs of the emulator's first account in two regions. */
export const interRegion: Args = {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-shanghai-a1",
	acceptingRegionId: "cn-shanghai",
};

/** A VPC of the emulator's first account, and one of its second. */
export const crossAccount: Args = {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-a2",
	acceptingAliUid: "253460731706911258",
};

/** A program in plain JavaScript that declares connections by name; it exports what people look at of the first. */
export function programOf(connections: Readonly<Record<string, Args>>): Record<string, string> {
	const declared = Object.entries(connections).map(
		([name, args]) => `new VpcPeerConnection(${JSON.stringify(name)}, ${JSON.stringify(args, null, 2)})`,
	);
	return programWith(`
const [first] = [
${declared.join(",\n")}
];
exports.instanceId = first?.instanceId;
exports.status = first?.status;
`);
}

/** A program in plain JavaScript with this text; `pulumi` and `VpcPeerConnection` are there. */
export function programWith(text: string): Record<string, string> {
	return {
		"index.js": `const pulumi = require("@pulumi/pulumi");
const { VpcPeerConnection } = require("pulumi-alicloud-vpcpeer");
${text}`,
	};
}
