import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as Playwright from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type * as EmulatorModule from "../../../src/emulator";
import type { Emulator, EmulatorOptions, ManualClock } from "../../../src/emulator";
import { importModule } from "../../e2e/support/import-module";
import { type Client, clientFor, REQUESTER_KEYS } from "../../emulator/support/client";

let browser: Browser | undefined;
let emulator: Emulator | undefined;
let clock: ManualClock | undefined;
let shipped: typeof EmulatorModule | undefined;

/** What went wrong on a page, besides what a test looks for: filled in as it happens. */
export interface Trouble {
	readonly console: string[];
	/** Requests to anything but the emulator. */
	readonly elsewhere: string[];
}

/** A page that is open. */
export interface OpenPage {
	readonly page: Page;
	readonly trouble: Trouble;
}

const opened: OpenPage[] = [];

/** A browser for one test file, and for each test an emulator out of the package whose clock moves when it is told to. */
export function setupBrowser(options: EmulatorOptions = {}) {
	beforeAll(async () => {
		const { chromium } = await importModule<typeof Playwright>("node_modules/playwright-core/index.mjs");
		const modules = process.env["VPCPEER_E2E_MODULES"] ?? "";
		const module = path.join(modules, "pulumi-alicloud-vpcpeer", "lib", "emulator", "index.js");
		shipped = await importModule<typeof EmulatorModule>(pathToFileURL(module).href);
		// Chromium refuses to run as root inside its own sandbox; the page is ours.
		const executablePath = process.env["VPCPEER_CHROMIUM_PATH"] ?? "";
		browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
	});
	beforeEach(async () => {
		const { createEmulator, manualClock } = required(shipped);
		clock = manualClock();
		emulator = await createEmulator({ clock, createConflictMs: 0, ...options });
	});
	afterEach(async () => {
		const troubles = opened.map(({ trouble }) => trouble);
		for (const { page } of opened.splice(0)) await page.context().close();
		await emulator?.close();
		// What no test expects holds for all of them.
		for (const trouble of troubles) expect(trouble).toEqual({ console: [], elsewhere: [] });
	});
	afterAll(() => browser?.close());
	return {
		get emulator() {
			return required(emulator);
		},
		get clock() {
			return required(clock);
		},
		get requester(): Client {
			return clientFor(required(emulator), REQUESTER_KEYS);
		},
		open: (context: BrowserContextOptions = {}) => open(required(emulator), context),
	};
}

async function open(running: Emulator, options: BrowserContextOptions): Promise<OpenPage> {
	const context = await required(browser).newContext({ viewport: { width: 1280, height: 800 }, ...options });
	const page = await context.newPage();
	const trouble: Trouble = { console: [], elsewhere: [] };
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") trouble.console.push(message.text());
	});
	page.on("pageerror", (error) => trouble.console.push(error.message));
	page.on("request", (request) => {
		if (!request.url().startsWith(`${running.url}/`)) trouble.elsewhere.push(request.url());
	});
	const added = { page, trouble };
	opened.push(added);
	await page.goto(running.url);
	await page.getByText("Live", { exact: true }).waitFor();
	await page.locator("[data-vpc]").first().waitFor();
	return added;
}

function required<Thing>(thing: Thing | undefined): Thing {
	if (thing === undefined) throw new Error("The browser tests are not set up");
	return thing;
}
