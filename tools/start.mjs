// @ts-check
// npm start: the quickstart program, previewed and applied on the emulator; works on a fresh clone.
import { heading } from "./quickstart/heading.mjs";
import { runOnQuickstart } from "./quickstart/session.mjs";

await runOnQuickstart(async (session) => {
	heading("pulumi preview: what would change");
	await session.pulumi("preview");

	heading("pulumi up: apply it");
	await session.pulumi("up", "--yes", "--skip-preview");

	heading("Outputs of the stack");
	const outputs = Object.entries(JSON.parse(await session.capture("stack", "output", "--json")));
	for (const [name, value] of outputs) {
		console.log(`${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`);
	}

	heading("What to try next");
	console.log(`npm start                          again: nothing to do, everything is "unchanged"
edit examples/quickstart/index.ts  then npm start: the preview shows what your edit would change
npm run pulumi -- preview --diff   the same in detail; any pulumi command works this way
npm run pulumi -- refresh --yes    compare the stack with the cloud
npm run pulumi -- stack            what the stack holds
npm run destroy                    delete what was created

The cloud is the emulator of this repository, running only as long as each command: nothing is created on
Alibaba Cloud, nothing costs anything. State is kept in .quickstart/.`);
});
