// @ts-check
// node tools/page/take-pictures.mjs: takes the documentation's pictures of the emulator's page, from the page itself.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ensureBuilt } from "../build.mjs";
import { ensureChromium } from "../chromium/ensure-chromium.mjs";
import { projectRoot } from "../project-paths.mjs";
import { showScene } from "./scene.mjs";

await ensureBuilt();
const { path: executablePath } = await ensureChromium();
const { createEmulator, manualClock } = await import(
	pathToFileURL(path.join(projectRoot, "lib", "emulator", "index.js")).href
);
const clock = manualClock(Date.UTC(2026, 8, 17, 9, 30));
const emulator = await createEmulator({ clock, createConflictMs: 0, port: 28_022 });
const chosen = await showScene(emulator, clock);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const folder = path.join(projectRoot, "docs", "pictures");
mkdirSync(folder, { recursive: true });
const desk = { viewport: { width: 1280, height: 760 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

await take("emulator-map", { ...desk, colorScheme: "light" }, async () => {});
await take("emulator-routes", { ...desk, colorScheme: "dark" }, (page) =>
	page.locator(`.row[data-connection="${chosen}"]`).click(),
);
await take("emulator-faults", { ...desk, colorScheme: "light" }, async (page) => {
	await page.getByRole("tab", { name: /Faults/ }).click();
	await page.getByRole("switch", { name: /Throttled/ }).click();
	await page.locator('[role="switch"][aria-checked="true"]').waitFor();
});
emulator.faults.clear();
await take("emulator-phone", { ...phone, colorScheme: "light" }, async () => {});
await browser.close();
await emulator.close();

/**
 * @param {string} name
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: import("playwright-core").Page) => Promise<void>} prepare
 */
async function take(name, options, prepare) {
	const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
	const page = await context.newPage();
	await page.goto(emulator.url);
	await page.locator(".lines .line").first().waitFor({ state: "attached" });
	await page.locator(".row").first().waitFor();
	await prepare(page);
	await page.mouse.move(0, 0);
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
	await context.close();
	console.log(`docs/pictures/${name}.png`);
}
