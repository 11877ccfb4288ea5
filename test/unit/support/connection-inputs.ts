import fc from "fast-check";
import type { VpcPeerConnectionAttribute } from "../../../src/api/vpc-peer-connection-attribute";
import type { CheckedInputs } from "../../../src/provider/vpc-peer-connection/state";
import type { VpcPeerConnectionInputs } from "../../../src/schema/vpc-peer-connection-inputs";

/** The account that makes the requests. */
export const OWNER = "1210123456123456";
export const OTHER_ACCOUNT = "253460731706911258";

export const sameRegion: CheckedInputs = {
	regionId: "cn-hangzhou",
	vpcId: "vpc-bp1gsk7h12ew7oegk0001",
	acceptingRegionId: "cn-hangzhou",
	acceptingVpcId: "vpc-bp1vzjkp2q1xgnind0002",
};

export const betweenRegions: CheckedInputs = {
	...sameRegion,
	acceptingRegionId: "cn-shanghai",
	acceptingVpcId: "vpc-uf6vzjkp2q1xgnind0002",
};

/** How the cloud describes a connection that was made with these inputs. */
export function describedByCloud(
	inputs: CheckedInputs,
	changes: Partial<VpcPeerConnectionAttribute> = {},
): VpcPeerConnectionAttribute {
	const interRegion = inputs.regionId !== inputs.acceptingRegionId;
	return {
		instanceId: "pcc-lnk0m24khwvtkm0001",
		status: "Activated",
		bizStatus: "Normal",
		ownerId: OWNER,
		acceptingAliUid: String(inputs.acceptingAliUid ?? OWNER),
		regionId: inputs.regionId,
		acceptingRegionId: inputs.acceptingRegionId,
		vpcId: inputs.vpcId,
		acceptingVpcId: inputs.acceptingVpcId,
		vpcIpv4Cidrs: ["10.0.0.0/16"],
		vpcIpv6Cidrs: [],
		acceptingVpcIpv4Cidrs: ["10.1.0.0/16"],
		acceptingVpcIpv6Cidrs: [],
		name: inputs.name,
		description: inputs.description,
		bandwidth: interRegion ? Number(inputs.bandwidth ?? 1024) : -1,
		linkType: interRegion ? (inputs.linkType ?? "Gold") : undefined,
		resourceGroupId: inputs.resourceGroupId ?? "rg-default0001",
		tags: { ...inputs.tags },
		createTime: "2026-11-01T08:00:00Z",
		modifyTime: "2026-11-01T08:00:05Z",
		...changes,
	};
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ桥";
const letter = fc.constantFrom(...letters);
const idTail = fc.stringMatching(/^[a-z0-9]{8,20}$/);
const region = fc.constantFrom("cn-hangzhou", "cn-shanghai", "ap-southeast-1", "us-west-1");
const vpc = idTail.map((tail) => `vpc-${tail}`);

const name = fc
	.tuple(letter, fc.array(fc.constantFrom(...letters, "0", "9", "_", "-"), { minLength: 1, maxLength: 127 }))
	.map(([first, rest]) => first + rest.join(""));

const description = fc
	.tuple(letter, fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 255 }))
	.map((parts) => parts.join(""))
	.filter((text) => !/^https?:\/\//i.test(text));

const tagText = (minLength: number) =>
	fc
		.string({ unit: "grapheme-ascii", minLength, maxLength: 128 })
		// The engine's own encoding of maps loses the key __proto__.
		.filter((text) => !/^(aliyun|acs:)|https?:\/\/|^__proto__$/.test(text));

export const tags = fc.dictionary(tagText(1), tagText(0), { maxKeys: 20, noNullPrototype: true });

/** Account ids as programs give them: text of up to 19 digits, or a number that JavaScript holds. */
export const accountId = fc.oneof(
	fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String),
	fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

const duration = fc.constantFrom("30s", "5m", "1h30m", "500ms");

const anyInputs = fc.record<VpcPeerConnectionInputs>(
	{
		regionId: region,
		vpcId: vpc,
		acceptingAliUid: accountId,
		acceptingRegionId: region,
		acceptingVpcId: vpc,
		name,
		description,
		bandwidth: fc.integer({ min: 1, max: 2_147_483_647 }),
		linkType: fc.constantFrom("Platinum", "Gold"),
		resourceGroupId: idTail.map((tail) => `rg-${tail}`),
		tags,
		dryRun: fc.boolean(),
		clientToken: fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 64 }),
		force: fc.boolean(),
		waitForActivated: fc.boolean(),
		timeouts: fc.record({ create: duration, update: duration, delete: duration }, { requiredKeys: [] }),
	},
	{ requiredKeys: ["regionId", "vpcId", "acceptingVpcId"], noNullPrototype: true },
);

/** Inputs that break no rule of the documents, with the region given. */
export const validInputs = anyInputs
	.filter(({ vpcId, acceptingVpcId }) => vpcId !== acceptingVpcId)
	.map((inputs) => {
		const { bandwidth, linkType, ...rest } = inputs;
		return (inputs.acceptingRegionId ?? inputs.regionId) === inputs.regionId ? rest : inputs;
	}) as fc.Arbitrary<VpcPeerConnectionInputs & { regionId: string }>;

/** The same inputs, written differently: keys the other way round, numbers as text. */
export function writtenDifferently(inputs: VpcPeerConnectionInputs): VpcPeerConnectionInputs {
	const turned = Object.fromEntries(Object.entries(inputs).reverse()) as Record<string, unknown>;
	if (inputs.tags !== undefined) {
		turned["tags"] = Object.fromEntries(Object.entries(inputs.tags).reverse());
	}
	if (inputs.bandwidth !== undefined) {
		turned["bandwidth"] = String(inputs.bandwidth);
	}
	if (inputs.acceptingAliUid !== undefined) {
		const id = inputs.acceptingAliUid;
		turned["acceptingAliUid"] =
			typeof id === "number" ? String(id) : Number.isSafeInteger(Number(id)) ? Number(id) : id;
	}
	return turned as unknown as VpcPeerConnectionInputs;
}
