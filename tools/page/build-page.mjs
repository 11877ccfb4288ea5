// @ts-check
// Bundles the emulator's page into lib/emulator/page: everything it needs, nothing from elsewhere.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../project-paths.mjs";

const source = path.join(projectRoot, "src", "emulator", "page");
const target = path.join(projectRoot, "lib", "emulator", "page");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({
	entryPoints: [path.join(source, "page.tsx"), path.join(source, "page.css")],
	outdir: target,
	bundle: true,
	minify: true,
	format: "esm",
	target: ["chrome111", "firefox115", "safari16.4"],
	jsx: "automatic",
	jsxImportSource: "preact",
	legalComments: "inline",
	logLevel: "warning",
});
for (const file of ["index.html", "icon.svg"]) copyFileSync(path.join(source, file), path.join(target, file));
