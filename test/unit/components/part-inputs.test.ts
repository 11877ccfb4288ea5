import { VpcPeering, VpcPeeringMesh } from "../../../src";
import {
	accepterInputs,
	cdtInputs,
	connectionInputs,
	routesInputs,
	type Source,
} from "../../../src/components/part-inputs";
import { peeringInputs } from "../../../src/components/vpc-peering-args";
import { meshInputs, meshPeeringInputs, meshVpcInputs } from "../../../src/components/vpc-peering-mesh-args";
import { sideInputs } from "../../../src/components/vpc-peering-side";
import { cdtActivationFields } from "../../../src/schema/cdt-activation-fields";
import { vpcPeerConnectionAccepterFields } from "../../../src/schema/vpc-peer-connection-accepter-fields";
import { vpcPeerConnectionFields } from "../../../src/schema/vpc-peer-connection-fields";
import { vpcPeerRoutesFields } from "../../../src/schema/vpc-peer-routes-fields";
import { declaredBy, mockEngine, only } from "./support/declared-program";

// An input that a part gets later must not be forgotten: it has a row here, and can be set, or the row says why not.

const parts: Record<string, { inputs: Readonly<Record<string, Source>>; fields: object; name: string }> = {
	VpcPeerConnection: { inputs: connectionInputs, fields: vpcPeerConnectionFields, name: "net" },
	VpcPeerConnectionAccepter: {
		inputs: accepterInputs,
		fields: vpcPeerConnectionAccepterFields,
		name: "net-accepter",
	},
	VpcPeerRoutes: { inputs: routesInputs, fields: vpcPeerRoutesFields, name: "net-accepter-routes" },
	CdtActivation: { inputs: cdtInputs, fields: cdtActivationFields, name: "net-accepter-cdt" },
};

/** A value for each input that all rules would let pass is not needed here: no rule is asked. */
const whole: Record<string, unknown> = {
	name: "whole-name",
	description: "whole description",
	bandwidth: 7,
	linkType: "Platinum",
	adopt: true,
	direction: "either",
	clientToken: "whole-token",
	force: true,
	allowOverlappingCidrs: true,
	waitForActivated: true,
	whileAccepting: "wait",
	conflicts: "leaveAlone",
	onDelete: "delete",
	timeouts: { create: "1m" },
};

function sideOf(name: string): Record<string, unknown> {
	return {
		vpcId: `vpc-${name}`,
		regionId: `region-${name}`,
		aliUid: `account-${name}`,
		profile: `profile-${name}`,
		assumeRole: { roleArn: `role-${name}` },
		routes: { ids: [`table-${name}`] },
		destinations: [`range-${name}`],
		ipv6: false,
		conflicts: "error",
		cdt: "cross-border",
		resourceGroupId: `group-${name}`,
		tags: { side: name },
	};
}

beforeAll(mockEngine);

test("Each input of the components has a value in these tests", () => {
	expect(Object.keys({ ...whole, requester: 0, accepter: 0 }).sort()).toEqual(Object.keys(peeringInputs).sort());
	expect(Object.keys(sideOf("a")).sort()).toEqual(Object.keys(sideInputs).sort());
});

describe.each(Object.entries(parts))("%s", (kind, { inputs, fields, name }) => {
	test("has a row for each of its inputs, and no other", () => {
		expect(Object.keys(inputs).sort()).toEqual(Object.keys(fields).sort());
	});

	test.each(Object.entries(inputs))(
		"gets its %s from the component, or the row says why not",
		async (input, source) => {
			if (typeof source === "object") {
				const [reason] = Object.values(source);
				expect(reason).not.toBe("");
				return;
			}
			const [requester, accepter] = [sideOf("first"), sideOf("second")];
			// What is for both sides alike shows where the side says nothing of its own.
			const onSide = source === "side or whole" ? { ...accepter, [input]: undefined } : accepter;
			// Without credentials for the accepter somebody else accepts, and may be waited for.
			const apart = input === "waitForActivated" ? { profile: undefined, assumeRole: undefined } : {};
			const declared = await declaredBy(() => {
				new VpcPeering("net", { ...whole, requester, accepter: { ...onSide, ...apart } } as never);
			});
			const side = kind === "VpcPeerConnection" ? requester : accepter;
			const expected = source === "side" ? side[input] : whole[input];
			expect(expected).not.toBeUndefined();
			expect(only(declared, kind, name).inputs[input]).toEqual(expected);
		},
	);
});

test("A side's own conflicts go before those of the whole", async () => {
	const declared = await declaredBy(() => {
		new VpcPeering("net", {
			conflicts: "leaveAlone",
			requester: { vpcId: "vpc-a", conflicts: "error" },
			accepter: { vpcId: "vpc-b" },
		});
	});
	expect(only(declared, "VpcPeerRoutes", "net-requester-routes").inputs["conflicts"]).toBe("error");
	expect(only(declared, "VpcPeerRoutes", "net-accepter-routes").inputs["conflicts"]).toBe("leaveAlone");
});

describe("A mesh", () => {
	test("has a row for each input of its peerings, and no other", () => {
		expect(Object.keys(meshPeeringInputs).sort()).toEqual(Object.keys(peeringInputs).sort());
		const ofWhole = Object.entries<Source>(meshPeeringInputs).filter(([, source]) => source === "whole");
		expect(ofWhole.map(([name]) => name).filter((name) => !(name in meshInputs))).toEqual([]);
		expect(Object.keys(sideInputs).filter((name) => !(name in meshVpcInputs))).toEqual(["destinations"]);
	});

	test.each(Object.entries<Source>(meshPeeringInputs))(
		"passes %s on, or the row says why not",
		async (input, source) => {
			if (typeof source === "object") {
				const [reason] = Object.values(source);
				expect(reason).not.toBe("");
				return;
			}
			const declared = await declaredBy(() => {
				new VpcPeeringMesh("net", {
					[input]: whole[input],
					vpcs: { a: { vpcId: "vpc-a" }, b: { vpcId: "vpc-b", aliUid: "5" } },
				} as never);
			});
			const all = Object.values(declared).flat();
			const places = all.filter(({ inputs }) => input in inputs).map(({ inputs }) => inputs[input]);
			expect(places).toContainEqual(whole[input]);
		},
	);
});
