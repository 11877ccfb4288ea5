import { Announcements } from "../../../src/provider/announced";

const peering = { kind: "VpcPeerConnection", name: "a", args: {} };
const cdt = { kind: "CdtActivation", name: "b", args: {} };

test("Each kind takes its own, once, whichever resource carried them", () => {
	const announcements = new Announcements();
	announcements.add([peering, cdt]);
	announcements.add([{ ...peering, name: "c" }]);
	expect(announcements.take("VpcPeerConnection").map(({ name }) => name)).toEqual(["a", "c"]);
	expect(announcements.take("VpcPeerConnection")).toEqual([]);
	expect(announcements.take("CdtActivation")).toEqual([cdt]);
});

test.each([undefined, null, "text", {}])("What is no list, %j, announces nothing", (announced) => {
	const announcements = new Announcements();
	announcements.add(announced);
	expect(announcements.take("VpcPeerConnection")).toEqual([]);
});
