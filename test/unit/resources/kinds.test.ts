import * as pulumi from "@pulumi/pulumi";
import { CdtActivation, VpcPeerConnectionAccepter, VpcPeerRoute, VpcPeerRoutes } from "../../../src";
import { providerStub } from "../../../src/resources/provider-stub";
import { cdtActivationFields } from "../../../src/schema/cdt-activation-fields";
import type { FieldTable } from "../../../src/schema/field";
import { currentShapes, type Kind } from "../../../src/schema/kinds";
import { vpcPeerConnectionAccepterFields } from "../../../src/schema/vpc-peer-connection-accepter-fields";
import { vpcPeerRouteFields } from "../../../src/schema/vpc-peer-route-fields";
import { vpcPeerRoutesFields } from "../../../src/schema/vpc-peer-routes-fields";
import { declaredMembers } from "../support/declared-members";

// What holds for every kind besides VpcPeerConnection, which has tests of its own.

interface KindUnderTest {
	readonly kind: Kind;
	readonly file: string;
	readonly fields: FieldTable;
	readonly make: (name: string, opts?: pulumi.CustomResourceOptions) => pulumi.CustomResource;
	readonly isInstance: (value: unknown) => boolean;
}

const kinds: readonly KindUnderTest[] = [
	{
		kind: "CdtActivation",
		file: "cdt-activation",
		fields: cdtActivationFields,
		make: (name, opts) => new CdtActivation(name, {}, opts),
		isInstance: CdtActivation.isInstance,
	},
	{
		kind: "VpcPeerConnectionAccepter",
		file: "vpc-peer-connection-accepter",
		fields: vpcPeerConnectionAccepterFields,
		make: (name, opts) => new VpcPeerConnectionAccepter(name, { instanceId: "pcc-1" }, opts),
		isInstance: VpcPeerConnectionAccepter.isInstance,
	},
	{
		kind: "VpcPeerRoute",
		file: "vpc-peer-route",
		fields: vpcPeerRouteFields,
		make: (name, opts) =>
			new VpcPeerRoute(name, { routeTableId: "vtb-1", destinationCidrBlock: "10.2.0.0/16", instanceId: "pcc-1" }, opts),
		isInstance: VpcPeerRoute.isInstance,
	},
	{
		kind: "VpcPeerRoutes",
		file: "vpc-peer-routes",
		fields: vpcPeerRoutesFields,
		make: (name, opts) => new VpcPeerRoutes(name, { vpcId: "vpc-1", instanceId: "pcc-1" }, opts),
		isInstance: VpcPeerRoutes.isInstance,
	},
];

test("Every kind is tested here, but for the one that has tests of its own", () => {
	const here = kinds.map(({ kind }) => kind);
	expect(new Set([...here, "VpcPeerConnection"])).toEqual(new Set(Object.keys(currentShapes)));
});

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
	pulumi.runtime.setMocks(
		{
			newResource: (args) => {
				registered.push(args);
				return { id: `id-of-${args.name}`, state: args.inputs };
			},
			call: () => ({}),
		},
		"project",
		"stack",
		false,
		"acme",
	),
);

describe.each(kinds)("$kind", ({ kind, file, fields, make, isInstance }) => {
	const inputs = declaredMembers(`schema/${file}-inputs.ts`, `${kind}Inputs`);
	const outputs = declaredMembers(`schema/${file}-state.ts`, `${kind}State`).map(({ name }) => name);

	it("has a row in its table for each input of its type", () => {
		expect(inputs.map(({ name }) => name).sort()).toEqual(Object.keys(fields).sort());
	});

	it.each(inputs)("documents $name in more than a word", ({ documentation }) => {
		expect(documentation.length).toBeGreaterThan(30);
	});

	it("requires exactly the inputs that no program may leave out", () => {
		const required = Object.keys(fields).filter(
			(name) => fields[name]?.required === true && fields[name]?.defaultFrom === undefined,
		);
		expect(required.sort()).toEqual(
			inputs
				.filter(({ optional }) => !optional)
				.map(({ name }) => name)
				.sort(),
		);
	});

	it("declares every output: one that is not would never be resolved", () => {
		const members = make("declared") as unknown as Record<string, unknown>;
		expect(outputs.length).toBeGreaterThan(3);
		const all = [...outputs, ...Object.keys(fields)];
		expect(all.filter((name) => !pulumi.Output.isInstance(members[name]))).toEqual([]);
	});

	it("reaches the engine with its type, its stub, an identity, and customTimeouts as timeouts", async () => {
		const resource = make("first", { customTimeouts: { create: "7m" } });
		const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
		const found = registered.find(({ name, type }) => name === "first" && type.endsWith(`:${kind}`));
		expect(found?.type).toBe(`pulumi-nodejs:dynamic/alicloud/vpcpeer:${kind}`);
		expect(found?.inputs).toMatchObject({
			__provider: providerStub(kind),
			__identity: `acme/${urn}`,
			timeouts: { create: "7m" },
		});
	});

	it("knows its own resources", () => {
		expect(isInstance(make("own"))).toBe(true);
		expect(isInstance({})).toBe(false);
		expect(isInstance(undefined)).toBe(false);
	});
});
