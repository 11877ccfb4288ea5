import { cdtActivationHandlers } from "../../../../src/provider/cdt-activation";
import type { Bag } from "../../support/small-engine";
import { type Before, destroy, having, type KindUnderTest, type StepsOf, up } from "../lifecycle-step";

const me = "1210123456123456";
const intraOnly: Bag = { __identity: "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:CdtActivation::cdt" };
const both: Bag = { ...intraOnly, crossBorder: true };

/** CDT of the first account. */
export const cdtActivation: KindUnderTest = {
	process: (simulation) => simulation.process({ handlers: cdtActivationHandlers }),
	inCloud: ({ emulator }) => emulator.accounts.slice(0, 1).map(({ cdt }) => ({ ...cdt })),
	known: ({ emulator }) => ({
		id: `cdt-${me}`,
		outs: { accountId: me, enabled: true, crossBorderEnabled: emulator.accounts[0]?.cdt.crossBorder },
	}),
};

const closed: Before = async ({ emulator }) => {
	emulator.world.setCdt(me, { intra: false, crossBorder: false });
};

/** The steps of CDT's activation. */
export const cdtActivationSteps = {
	open: {
		changes: ["OpenCdtService"],
		requests: 5,
		before: closed,
		work: up(intraOnly),
		ends: [{ intra: true, crossBorder: false }],
		program: intraOnly,
	},
	"open with the cross-border service": {
		changes: ["OpenCdtService", "OpenCdtCbService"],
		requests: 8,
		before: closed,
		work: up(both),
		ends: [{ intra: true, crossBorder: true }],
		program: both,
	},
	"open the cross-border service in addition": {
		changes: ["OpenCdtCbService"],
		requests: 6,
		before: async (simulation, engine) => {
			await closed(simulation, engine);
			await having(cdtActivation, intraOnly)(simulation, engine);
		},
		work: up(both),
		ends: [{ intra: true, crossBorder: true }],
		program: both,
	},
	"delete, which closes nothing": {
		changes: [],
		requests: 0,
		before: having(cdtActivation, both),
		work: destroy,
		ends: [{ intra: true, crossBorder: true }],
		program: undefined,
	},
} as const satisfies StepsOf;
