// @ts-check
// npm run destroy: deletes what npm start created on the emulator.
import { existsSync } from "node:fs";
import { quickstartFolder } from "./project-paths.mjs";
import { heading } from "./quickstart/heading.mjs";
import { runOnQuickstart, stackName } from "./quickstart/session.mjs";

if (existsSync(quickstartFolder)) {
	await runOnQuickstart(async (session) => {
		heading("pulumi destroy");
		await session.pulumi("destroy", "--yes");

		heading("What remains");
		console.log(`The empty stack "${stackName}" with its history, and the emulator's state with its seeded VPCs: both in
.quickstart/, which you may remove. npm start creates everything anew.`);
	});
} else {
	console.log("Nothing to destroy: npm start has not been run here.");
}
