import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { CROSS_ACCOUNT, INTER_REGION, SAME_ACCOUNT } from "../emulator/support/client";
import { CREATING_MS, ok } from "../emulator/support/setup";
import { exchange } from "../emulator/support/signed-request";
import { setupBrowser } from "./support/page";

const setup = setupBrowser();
const create = async (parameters: Record<string, string>): Promise<string> =>
	(await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", parameters))).InstanceId;
const line = (page: Page, id: string) => page.locator(`.lines [data-connection="${id}"]`);
const row = (page: Page, id: string) => page.locator(`.row[data-connection="${id}"]`);

describe("what is shown", () => {
	test("VPCs stand by account and region, with their connections between them", async () => {
		const one = await create({ ...SAME_ACCOUNT, Name: "web-to-data" });
		const other = await create({ ...CROSS_ACCOUNT, Name: "shop-to-billing" });
		const { page } = await setup.open();
		expect(await page.locator("[data-vpc]").count()).toBe(10);
		expect(await page.getByRole("region", { name: "Region cn-hangzhou" }).getByRole("button").count()).toBe(4);
		expect(await page.getByRole("heading", { name: "Account 253460731706911258" }).count()).toBe(1);
		for (const [id, from, to] of [
			[one, "vpc-hangzhou-a1", "vpc-hangzhou-b1"],
			[other, "vpc-hangzhou-a1", "vpc-hangzhou-a2"],
		] as const) {
			await line(page, id).waitFor({ state: "attached" });
			expect(await endsOf(page, id)).toEqual(new Set([from, to]));
		}
		expect(await row(page, one).textContent()).toContain("web-to-data");
	});

	test("a connection goes from Creating to Activated when the clock is advanced, without a reload", async () => {
		const { page } = await setup.open();
		await page.evaluate(() => Object.assign(window, { notReloaded: true }));
		const id = await create(SAME_ACCOUNT);
		await page.locator(`.lines [data-connection="${id}"][data-status="Creating"]`).waitFor({ state: "attached" });
		expect(await row(page, id).textContent()).toContain("Activated in 3 s");
		await page.getByRole("button", { name: "Advance the clock by 10 s" }).click();
		await page.locator(`.lines [data-connection="${id}"][data-status="Activated"]`).waitFor({ state: "attached" });
		expect(await row(page, id).textContent()).not.toContain("Activated in");
		expect(await page.evaluate(() => Reflect.get(window, "notReloaded"))).toBe(true);
	});

	test("a transition that time alone ends is seen, too, and a deleted connection goes away", async () => {
		const id = await create(SAME_ACCOUNT);
		const { page } = await setup.open();
		setup.clock.advance(CREATING_MS);
		await page.locator(`.lines [data-connection="${id}"][data-status="Activated"]`).waitFor({ state: "attached" });
		await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: id }));
		await page.locator(`.lines [data-connection="${id}"][data-status="Deleting"]`).waitFor({ state: "attached" });
		setup.clock.advance(10_000);
		await line(page, id).waitFor({ state: "detached" });
		await page.getByText("No connections.", { exact: true }).waitFor();
	});

	test("requests appear as they are made, with what was asked and answered", async () => {
		const { page } = await setup.open();
		await page.getByRole("tab", { name: /Requests/ }).click();
		await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-none" });
		const request = page.locator(".request").first();
		await request.getByText("ResourceNotFound.InstanceId").waitFor();
		await request.locator("summary").click();
		expect(await request.textContent()).toContain("pcc-none");
		await page.getByRole("button", { name: "Clear" }).click();
		await page.getByText("No requests yet.").waitFor();
		expect(setup.emulator.requests).toEqual([]);
	});
});

describe("what can be done", () => {
	test("a click on a line shows for each direction and range whether there is a route, and adds one", async () => {
		const id = await create(SAME_ACCOUNT);
		setup.clock.advance(CREATING_MS);
		setup.emulator.world.addRouteEntry({
			vpcId: "vpc-hangzhou-a1",
			destinationCidrBlock: "10.2.0.0/16",
			nextHopId: id,
		});
		const { page } = await setup.open();
		await page.locator(`[data-connection="${id}"] .word-mark`).click();
		const there = page.getByRole("table", { name: "vpc-hangzhou-a1 to vpc-hangzhou-b1" });
		await there.waitFor();
		const verdicts = (direction: typeof there) =>
			direction.locator("tbody tr").evaluateAll((rows) => rows.map((one) => one.getAttribute("data-verdict")));
		// The VPC has no IPv6, so nothing goes to the IPv6 range of the other.
		expect(await verdicts(there)).toEqual(["route"]);
		const back = page.getByRole("table", { name: "vpc-hangzhou-b1 to vpc-hangzhou-a1" });
		expect(await verdicts(back)).toEqual(["missing", "missing"]);
		await page.getByText("1 of 3 ranges reachable").waitFor();
		await back.getByRole("button", { name: /Add a route to 10\.1\.0\.0\/16/ }).click();
		await page.getByText("2 of 3 ranges reachable").waitFor();
		await page.getByRole("button", { name: "Add missing routes" }).click();
		await page.getByText("3 of 3 ranges reachable").waitFor();
		expect(setup.emulator.world.routeEntries()).toHaveLength(3);
		await there.getByRole("button", { name: /Remove the route to 10\.2\.0\.0\/16/ }).click();
		await page.getByText("2 of 3 ranges reachable").waitFor();
	});

	test("a fault switch makes requests fail until it is switched off", async () => {
		const { page, trouble } = await setup.open();
		await page.getByRole("tab", { name: /Faults/ }).click();
		const unavailable = page.getByRole("switch", { name: /Service unavailable/ });
		expect(await unavailable.getAttribute("aria-checked")).toBe("false");
		await unavailable.click();
		await page.locator('[role="switch"][aria-checked="true"]').waitFor();
		const list = () => setup.requester.vpcPeer("ListVpcPeerConnections");
		expect(await list()).toMatchObject({ status: 503, body: { Code: "ServiceUnavailable" } });
		await unavailable.getByText("Acted on 1").waitFor();
		await unavailable.click();
		await page.locator('[role="switch"][aria-checked="true"]').waitFor({ state: "detached" });
		expect((await list()).status).toBe(200);
		expect(trouble.console).toEqual([]);
	});

	test("a rule for one operation is added by form, counts, and is removed", async () => {
		const { page } = await setup.open();
		await page.getByRole("tab", { name: /Faults/ }).click();
		await page.getByText("Add a rule").click();
		await page.locator("select[name=fault]").selectOption("conflict");
		await page.locator("select[name=action]").first().selectOption("CreateVpcPeerConnection");
		await page.getByLabel("Times").fill("2");
		await page.getByRole("button", { name: "Add", exact: true }).click();
		await page.getByText("Conflict.Operation").waitFor();
		expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT)).body.Code).toBe(
			"Conflict.Operation",
		);
		await page.getByText("1 of 2").waitFor();
		await page.getByRole("button", { name: /Remove rule/ }).click();
		await page.getByText("Conflict.Operation").waitFor({ state: "detached" });
		expect(setup.emulator.faults.rules).toEqual([]);
	});

	test("a request that waits can be accepted, and an action be denied", async () => {
		const id = await create(CROSS_ACCOUNT);
		setup.clock.advance(CREATING_MS);
		const { page } = await setup.open();
		await row(page, id).click();
		await page.getByRole("button", { name: "Accept", exact: true }).click();
		await page.getByRole("button", { name: "Advance the clock to Activated" }).click();
		await page.locator(`.lines [data-connection="${id}"][data-status="Activated"]`).waitFor({ state: "attached" });
		await page.getByRole("tab", { name: /Faults/ }).click();
		await page.getByText("Deny an action").click();
		await page.getByLabel("RAM action").selectOption("vpc:DeleteVpcPeerConnection");
		await page.getByRole("button", { name: "Deny", exact: true }).click();
		await page.getByText("vpc:DeleteVpcPeerConnection", { exact: true }).and(page.locator("strong")).waitFor();
		const { body } = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: id });
		expect(body.Code).toBe("Forbidden.NoPermission");
	});

	test("a reset asks first, and then forgets everything", async () => {
		const id = await create(SAME_ACCOUNT);
		const { page } = await setup.open();
		await page.getByRole("button", { name: "Reset", exact: true }).click();
		await page.getByRole("button", { name: "Keep everything" }).click();
		expect(setup.emulator.world.connections()).toHaveLength(1);
		await page.getByRole("button", { name: "Reset", exact: true }).click();
		await page.getByRole("dialog").getByRole("button", { name: "Reset", exact: true }).click();
		await line(page, id).waitFor({ state: "detached" });
		expect(setup.emulator.world.connections()).toEqual([]);
	});

	test("what the emulator refuses is said, and nothing is changed", async () => {
		const id = await create(CROSS_ACCOUNT);
		setup.clock.advance(CREATING_MS);
		const { page, trouble } = await setup.open();
		await row(page, id).click();
		await page.getByRole("button", { name: "Reject" }).waitFor();
		await page.route("**/reject", async (route) => {
			// Somebody else was quicker.
			setup.emulator.world.rejectConnection(id);
			await route.continue();
		});
		await page.getByRole("button", { name: "Reject" }).click();
		await page.getByRole("alert").getByText(`${id} is Rejected, not Accepting`).waitFor();
		// The browser itself writes the refused request to its console.
		expect(trouble.console.splice(0)).toEqual([expect.stringContaining("status of 400")]);
	});
});

describe("for everybody", () => {
	test("by keyboard alone: to the list, into a connection, between panels, and to a switch", async () => {
		const id = await create({ ...CROSS_ACCOUNT, Name: "by-keyboard" });
		setup.clock.advance(CREATING_MS);
		const { page } = await setup.open();
		await row(page, id).waitFor();
		const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
		await page.keyboard.press("Tab");
		expect(await focused()).toBe("Skip the map");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await focused()).toContain("Connections");
		await page.keyboard.press("Tab");
		expect(await focused()).toContain("by-keyboard");
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Accept", exact: true }).waitFor();
		expect(await focused()).toBe("by-keyboard");
		while ((await focused()) !== "Accept") await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.locator(`.lines [data-connection="${id}"][data-status="Updating"]`).waitFor({ state: "attached" });
		await page.getByRole("tab", { name: /Connections/ }).focus();
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("ArrowRight");
		expect(await focused()).toContain("Faults");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Space");
		await page.locator('[role="switch"][aria-checked="true"]').waitFor();
		expect(setup.emulator.faults.rules).toHaveLength(1);
	});

	test.each(["light", "dark"] as const)("no accessibility rule that axe knows is broken, %s", async (colorScheme) => {
		const ids = [await create(CROSS_ACCOUNT), await create(INTER_REGION)];
		setup.clock.advance(CREATING_MS);
		await create({ ...SAME_ACCOUNT, VpcId: "vpc-hangzhou-b1", AcceptingVpcId: "vpc-hangzhou-a1" });
		const { page } = await setup.open({ colorScheme, reducedMotion: "reduce" });
		await row(page, ids[0] ?? "").waitFor();
		expect(await broken(page)).toEqual([]);
		await row(page, ids[0] ?? "").click();
		await page.getByText(/ranges reachable/).waitFor();
		expect(await broken(page)).toEqual([]);
		for (const tab of ["Requests", "Faults", "Accounts"]) {
			await page.getByRole("tab", { name: new RegExp(tab) }).click();
			expect(await broken(page)).toEqual([]);
		}
	});

	test("follows the reader's choice of light and dark", async () => {
		const { page } = await setup.open({ colorScheme: "light" });
		const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		const light = await ground();
		await page.emulateMedia({ colorScheme: "dark" });
		const dark = await ground();
		expect(brightness(light)).toBeGreaterThan(200);
		expect(brightness(dark)).toBeLessThan(60);
	});

	test.each([320, 390, 768])("nothing is cut off at a width of %d pixels", async (width) => {
		const id = await create({
			...CROSS_ACCOUNT,
			Name: "a-name-that-is-rather-long-for-such-a-small-screen-to-be-shown-on",
		});
		setup.clock.advance(CREATING_MS);
		const { page } = await setup.open({ viewport: { width, height: 700 }, hasTouch: true, isMobile: true });
		const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		await row(page, id).waitFor();
		expect(await overflow()).toBeLessThanOrEqual(0);
		await row(page, id).tap();
		await page.getByText(/ranges reachable/).waitFor();
		expect(await overflow()).toBeLessThanOrEqual(0);
		for (const tab of ["Requests", "Faults", "Accounts"]) {
			await page.getByRole("tab", { name: new RegExp(tab) }).tap();
			expect(await overflow()).toBeLessThanOrEqual(0);
		}
	});

	test("200 connections stay usable: all are drawn, and one is found by its name", async () => {
		const [account] = setup.emulator.accounts;
		if (account === undefined) throw new Error("The emulator has no account");
		const vpcs = Array.from({ length: 21 }, (_, index) => ({
			id: `vpc-many-${index}`,
			regionId: index % 2 === 0 ? "cn-hangzhou" : "cn-shanghai",
			cidrBlock: `10.${index}.0.0/16`,
		}));
		setup.emulator.seed({ accounts: [{ ...account, vpcs }] });
		setup.emulator.world.setQuota({ intraRegionPerVpc: 99, crossRegionPerVpc: 99, perAccountPerRegion: 999 });
		const pairs = vpcs.flatMap((one, index) => vpcs.slice(index + 1).map((other) => [one, other] as const));
		for (const [one, other] of pairs.slice(0, 200)) {
			await create({
				RegionId: one.regionId,
				VpcId: one.id,
				AcceptingAliUid: account.uid,
				AcceptingRegionId: other.regionId,
				AcceptingVpcId: other.id,
				Name: `${one.id}-to-${other.id}`,
			});
		}
		const { page } = await setup.open();
		await page.locator(".lines .line").nth(199).waitFor({ state: "attached" });
		await page.getByLabel("Search connections").fill("vpc-many-3-to-vpc-many-7");
		await page.getByText("1 match").waitFor();
		expect(await page.locator(".row").count()).toBe(1);
		await page.locator(".row").click();
		await page.locator(".lines .line.chosen").waitFor({ state: "attached" });
		expect(await page.locator(".lines .line.chosen").count()).toBe(1);
	});
});

describe("who is answered", () => {
	test("a browser gets the page, and requests of the API at the same address do not", async () => {
		const html = { accept: "text/html,*/*" };
		const page = await exchange(`${setup.emulator.url}/`, "GET", html, "");
		expect(page).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
		expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
		const rpc = await exchange(`${setup.emulator.url}/?Action=GetCallerIdentity&Version=2015-04-01`, "GET", html, "");
		expect(rpc.text).toContain("MissingAuthorization");
		const other = await exchange(`${setup.emulator.url}/`, "GET", { ...html, host: "evil.example" }, "");
		expect(other.status).toBe(403);
		expect((await exchange(`${setup.emulator.url}/_emulator/page/..%2findex.js`, "GET", html, "")).status).toBe(404);
	});

	test("the page, with all it loads, is smaller than 500 kB", async () => {
		const html = await exchange(`${setup.emulator.url}/`, "GET", { accept: "text/html" }, "");
		const files = [...html.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
		expect(files).toHaveLength(3);
		const loaded = await Promise.all(files.map((file) => exchange(`${setup.emulator.url}${file}`, "GET", {}, "")));
		expect(loaded.map(({ status }) => status)).toEqual([200, 200, 200]);
		const bytes = [html, ...loaded].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
		expect(bytes).toBeLessThan(500_000);
	});
});

/** The VPCs whose boxes the ends of a line touch. */
async function endsOf(page: Page, id: string): Promise<Set<string>> {
	const names = await page.evaluate((instanceId) => {
		const drawn = document.querySelector<SVGPathElement>(`.lines [data-connection="${instanceId}"] .line-stroke`);
		const plane = document.querySelector(".plane")?.getBoundingClientRect();
		if (drawn === null || plane === undefined) return [];
		const ends = [drawn.getPointAtLength(0), drawn.getPointAtLength(drawn.getTotalLength())];
		return ends.map(({ x, y }) => {
			const cards = [...document.querySelectorAll<HTMLElement>("[data-vpc]")];
			const touched = cards.find((card) => {
				const box = card.getBoundingClientRect();
				const [left, top] = [x + plane.left, y + plane.top];
				return left >= box.left - 1 && left <= box.right + 1 && top >= box.top && top <= box.bottom;
			});
			return touched?.dataset["vpc"] ?? "nothing";
		});
	}, id);
	return new Set(names);
}

/** The rules of axe that the page breaks, with where. */
async function broken(page: Page): Promise<string[]> {
	const axe = readFileSync(path.join(__dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { run } = Reflect.get(window, "axe") as typeof import("axe-core");
		const { violations } = await run(document);
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	});
}

function brightness(color: string): number {
	const parts = color.match(/\d+/g)?.map(Number) ?? [];
	return Math.max(...parts.slice(0, 3));
}
