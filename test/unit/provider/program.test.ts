import { Program } from "../../../src/provider/program";

const pair = "the connection between vpc-a and vpc-b";
const kind = "VpcPeerConnection";
const [one, two] = ["o/urn:pulumi:s::p::t::one", "o/urn:pulumi:s::p::t::two"];

let program: Program;
beforeEach(() => {
	program = new Program();
});

function declare(identity: string, claim: string | undefined) {
	program.note(kind, identity, { isKnown: false });
	program.claim(identity, claim === undefined ? [] : [claim]);
	return claim === undefined ? [] : program.claimants(claim, identity).map((holder) => holder.identity);
}

it("names the others that want the same, and forgets what a resource wanted before", () => {
	expect(declare(one, pair)).toEqual([]);
	expect(declare(two, pair)).toEqual([one]);
	expect(declare(one, pair)).toEqual([two]);
	expect(declare(two, "something else")).toEqual([]);
	expect(declare(one, pair)).toEqual([]);
});

it("takes an announced resource for the one of its name, once that one is asked about", () => {
	program.announce(kind, "one", [pair]);
	program.announce(kind, "two", [pair]);
	expect(declare(one, pair)).toEqual(["::two"]);
	expect(declare(two, "something else")).toEqual([]);
	expect(declare(one, pair)).toEqual([]);
});

it("remembers from the first check of a replacement that the resource is known", () => {
	program.note(kind, one, { isKnown: true, hints: { deleteBeforeReplace: true } });
	program.note(kind, one, { isKnown: false, hints: { deleteBeforeReplace: true } });
	expect(program.isKnown(one)).toBe(true);
	expect(program.isKnown(two)).toBe(false);
	expect(program.hintsOf(one)).toEqual({ deleteBeforeReplace: true });
	expect(program.hintsOf(two)).toEqual({});
	expect(program.identities).toEqual([one]);
});

it("can tell nothing of resources without a name", () => {
	expect(declare("", pair)).toEqual([]);
	expect(declare(one, pair)).toEqual([]);
});
