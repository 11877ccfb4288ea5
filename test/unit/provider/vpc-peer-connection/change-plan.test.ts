import fc from "fast-check";
import { changesCloud, isEmptyPlan, planChanges } from "../../../../src/provider/vpc-peer-connection/change-plan";
import { unknownValue } from "../../../../src/schema/unknown";
import { betweenRegions, describedByCloud, OWNER, tags } from "../../support/connection-inputs";

const inputs = {
	...betweenRegions,
	name: "app-to-data",
	bandwidth: 200,
	linkType: "Platinum",
	tags: { env: "prod", team: "network" },
} as const;
const given = Object.keys(inputs);
const current = describedByCloud(inputs);

test("The same asks for nothing", () => {
	const plan = planChanges(current, inputs, given);
	expect(isEmptyPlan(plan)).toBe(true);
	expect(changesCloud(plan)).toBe(false);
});

test("Modify gets the changed parameters alone", () => {
	const plan = planChanges(current, { ...inputs, name: "other", bandwidth: 300 }, given);
	expect(plan.modify).toEqual({ name: "other", bandwidth: 300 });
	expect(plan).toMatchObject({ replaces: [], tagsToSet: {}, tagsToRemove: [], behaviour: false, unknown: false });
	expect(plan.resourceGroupId).toBeUndefined();
});

test("Tags are set where new or changed, and removed where gone", () => {
	const plan = planChanges(current, { ...inputs, tags: { env: "test", owner: "me" } }, given);
	expect(plan).toMatchObject({ modify: {}, tagsToSet: { env: "test", owner: "me" }, tagsToRemove: ["team"] });
});

test("Carrying out the tag plan leads exactly to the tags that are wanted", () => {
	fc.assert(
		fc.property(tags, tags, (before, wanted) => {
			const plan = planChanges({ ...current, tags: before }, { ...inputs, tags: wanted }, given);
			const after = { ...before, ...plan.tagsToSet };
			for (const key of plan.tagsToRemove) {
				delete after[key];
			}
			expect(after).toEqual(wanted);
			const touched = [...plan.tagsToRemove, ...Object.keys(plan.tagsToSet)];
			expect(touched.filter((key) => before[key] !== undefined && before[key] === wanted[key])).toEqual([]);
		}),
	);
});

test("Another resource group is moved to, and the one the connection is in is not", () => {
	expect(planChanges(current, { ...inputs, resourceGroupId: "rg-2" }, given).resourceGroupId).toBe("rg-2");
	const same = planChanges(current, { ...inputs, resourceGroupId: String(current.resourceGroupId) }, given);
	expect(same.resourceGroupId).toBeUndefined();
});

test("What is taken out of the program goes back to its default, and what has none stays", () => {
	const plan = planChanges(current, betweenRegions, given);
	expect(plan.modify).toEqual({ bandwidth: 1024, linkType: "Gold" });
	expect(plan.tagsToRemove.sort()).toEqual(["env", "team"]);
	expect(plan.replaces).toEqual([]);
});

test("force differs for the state alone: no request is needed for it", () => {
	const plan = planChanges({ ...current, force: false }, { ...inputs, force: true }, given);
	expect(plan.behaviour).toBe(true);
	expect(changesCloud(plan)).toBe(false);
	expect(isEmptyPlan(plan)).toBe(false);
	expect(planChanges({ ...current, force: true }, { ...inputs, force: true }, given).behaviour).toBe(false);
	expect(planChanges({ ...current, force: true }, inputs, given).behaviour).toBe(true);
});

test("Unknown values make the plan uncertain and set no tag to a placeholder", () => {
	const plan = planChanges(current, { ...inputs, tags: { env: unknownValue } }, given);
	expect(plan).toMatchObject({ unknown: true, tagsToSet: {}, tagsToRemove: [] });
	expect(isEmptyPlan(plan)).toBe(false);
});

test("The own account as default is no difference, and an owner not known yet decides nothing", () => {
	expect(planChanges({ ...current, acceptingAliUid: OWNER }, inputs, given).replaces).toEqual([]);
	const unseen = { ...current, ownerId: undefined, acceptingAliUid: "5" };
	expect(planChanges(unseen, inputs, given).replaces).toEqual([]);
});
