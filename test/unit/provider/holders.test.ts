import { Holders } from "../../../src/provider/holders";

const app = { kind: "VpcPeerConnection", identity: "o/urn:pulumi:s::p::t::app" } as const;
const application = { kind: "VpcPeerConnection", identity: "o/urn:pulumi:s::p::t::application" } as const;
const accepter = { kind: "VpcPeerConnectionAccepter", identity: "o/urn:pulumi:s::p::a::app" } as const;

let holders: Holders;
beforeEach(() => {
	holders = new Holders();
});

describe("a deletion", () => {
	it("goes on where nothing is known, and where only the resource itself was read", () => {
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
		holders.note("pcc-1", app, "state");
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
	});

	it("leaves what another resource of the kind holds, however that is known", () => {
		for (const basis of ["state", "planned", "settled"] as const) {
			const run = new Holders();
			run.note("pcc-1", application, basis);
			expect(run.keptFor("pcc-1", app)).toEqual({ others: [application] });
		}
	});

	it("is not stopped by a resource of another kind, unless that kind may take the thing over", () => {
		holders.note("pcc-1", accepter, "settled");
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
		expect(holders.keptFor("pcc-1", app, ["VpcPeerConnection", "VpcPeerConnectionAccepter"])).toEqual({
			others: [accepter],
		});
	});

	it("leaves what the very resource has again, as often as it is asked", () => {
		holders.note("pcc-1", app, "settled");
		expect(holders.keptFor("pcc-1", app)).toEqual({ itself: true });
		expect(holders.keptFor("pcc-1", app)).toEqual({ itself: true });
	});

	it("goes on where the engine makes a replacement of a planned change", () => {
		holders.note("pcc-1", app, "planned");
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
	});

	it("goes on after the resource has given the thing up", () => {
		holders.note("pcc-1", app, "settled");
		holders.release("pcc-1", app);
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
	});

	it("ends with the last of several that were only read, in whatever order", () => {
		holders.note("pcc-1", app, "state");
		holders.note("pcc-1", application, "state");
		expect(holders.keptFor("pcc-1", app)).toEqual({ others: [application] });
		expect(holders.keptFor("pcc-1", application)).toBeUndefined();
	});

	it("takes a state that was written under an old name for the resource that bears the new one", () => {
		for (const thing of ["pcc-1", "pcc-2"]) {
			holders.renamed(thing, app.kind, app.identity, application.identity);
		}
		holders.note("pcc-1", application, "planned");
		expect(holders.keptFor("pcc-1", app)).toBeUndefined();
		holders.note("pcc-2", application, "settled");
		expect(holders.keptFor("pcc-2", app)).toEqual({ itself: true });
	});
});

describe("a note", () => {
	it("that is settled stays so when the state is read", () => {
		holders.note("pcc-1", app, "settled");
		holders.note("pcc-1", app, "state");
		expect(holders.keptFor("pcc-1", app)).toEqual({ itself: true });
	});

	it("tells declared resources from those that were only read", () => {
		holders.note("pcc-1", application, "state");
		expect(holders.others("pcc-1", app)).toEqual([application]);
		expect(holders.others("pcc-1", app, { declared: true })).toEqual([]);
		holders.note("pcc-1", application, "planned");
		expect(holders.others("pcc-1", app, { declared: true })).toEqual([application]);
	});

	it("of an offer lets another resource end the thing", () => {
		holders.note("rte-1", app, "planned");
		expect(holders.isOffered("rte-1")).toBe(false);
		holders.offer("rte-1", app);
		expect(holders.isOffered("rte-1")).toBe(true);
		expect(holders.others("rte-1", application)).toEqual([]);
	});
});
