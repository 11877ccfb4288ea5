// @ts-check

/*
 * The programs that are compared: each declares the same pairs of VPCs. The handlers that do nothing take what the program
 * gives for what the cloud says.
 */

/** Connections of this package. @param {number} size */
export function connections(size) {
	return `const { VpcPeerConnection } = require("pulumi-alicloud-vpcpeer");
for (let i = 0; i < ${size}; i++) {
	new VpcPeerConnection("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });
}`;
}

/** Connections that are made only when the one before is known. @param {number} size */
export function connectionsOneByOne(size) {
	return `const { VpcPeerConnection } = require("pulumi-alicloud-vpcpeer");
module.exports = async () => {
	for (let i = 0; i < ${size}; i++) {
		const made = new VpcPeerConnection("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });
		await new Promise((resolve) => made.urn.apply(resolve));
	}
};`;
}

/** Handlers of this package, as a dynamic provider that somebody writes beside the program would call them. */
const ourHandlers = `(() => {
	const call = (name, args) => require("pulumi-alicloud-vpcpeer/provider").handler("VpcPeerConnection")[name](...args);
	return {
		configure: (request) => call("configure", [request]),
		check: (olds, news) => call("check", [olds, news]),
		diff: (id, olds, news) => call("diff", [id, olds, news]),
		create: (inputs) => call("create", [inputs]),
		read: (id, props) => call("read", [id, props]),
		update: (id, olds, news) => call("update", [id, olds, news]),
		delete: (id, props) => call("delete", [id, props]),
	};
})()`;

/** The outputs of a connection: what is compared declares the same. */
const outputs =
	"instanceId status clientToken cloud regionId acceptingAliUid acceptingRegionId ownerId name description bandwidth linkType resourceGroupId tags bizStatus vpcIpv4Cidrs vpcIpv6Cidrs acceptingVpcIpv4Cidrs acceptingVpcIpv6Cidrs createTime modifyTime expireTime managedService pendingAcceptance adopt dryRun force waitForActivated allowOverlappingCidrs timeouts profile assumeRole".split(
		" ",
	);

const idleHandlers = `({
	check: async (olds, news) => ({ inputs: news }),
	diff: async (id, olds, news) => ({ changes: false }),
	create: async (inputs) => ({ id: "idle", outs: inputs }),
	read: async (id, props) => ({ id, props }),
	update: async (id, olds, news) => ({ outs: news }),
	delete: async (id, props) => {},
})`;

/** Resources whose handlers do nothing, behind a constant text: the engine's own time. @param {number} size */
export function idleStubs(size) {
	return stubs(size, idleHandlers);
}

/**
 * The same with as much state as a connection has, in as many outputs: the engine writes the state of all resources with
 * each step, so what it takes grows with that.
 * @param {number} size
 */
export function idleStubsWithState(size) {
	const outs = '{ ...inputs, ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => ["p" + i, "x".repeat(33)])) }';
	return stubs(size, idleHandlers.replace("outs: inputs", `outs: ${outs}`));
}

/**
 * @param {number} size
 * @param {string} handlers
 */
function stubs(size, handlers) {
	const stub = `exports.handler=()=>${handlers.replaceAll(/\s+/g, " ")}`;
	return `const pulumi = require("@pulumi/pulumi");
class Idle extends pulumi.CustomResource {
	constructor(name, args) {
		super("pulumi-nodejs:dynamic/bench:Idle", name, { ...args, __provider: ${JSON.stringify(stub)} });
	}
}
for (let i = 0; i < ${size}; i++) new Idle("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });`;
}

/** The same handlers by way of \`dynamic.Resource\`. @param {number} size */
export function idleDynamicResources(size) {
	return `const pulumi = require("@pulumi/pulumi");
const provider = ${idleHandlers};
class Idle extends pulumi.dynamic.Resource {
	constructor(name, args) {
		super(provider, name, args, undefined, "bench", "Idle");
	}
}
for (let i = 0; i < ${size}; i++) new Idle("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });`;
}

/** Connections with this package's handlers by way of \`dynamic.Resource\`. @param {number} size */
export function dynamicConnections(size) {
	return `const pulumi = require("@pulumi/pulumi");
const provider = ${ourHandlers};
const outputs = Object.fromEntries(${JSON.stringify(outputs)}.map((name) => [name, undefined]));
class Connection extends pulumi.dynamic.Resource {
	constructor(name, args) {
		const type = "pulumi-nodejs:dynamic/bench:Connection";
		const identity = pulumi.interpolate\`\${pulumi.getOrganization()}/\${pulumi.createUrn(name, type)}\`;
		super(provider, name, { ...outputs, ...args, __identity: identity }, undefined, "bench", "Connection");
	}
}
for (let i = 0; i < ${size}; i++) new Connection("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });`;
}
