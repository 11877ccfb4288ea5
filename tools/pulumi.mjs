// @ts-check
// npm run pulumi -- <arguments>: any pulumi command on the quickstart stack, with the emulator running meanwhile.
import { runOnQuickstart } from "./quickstart/session.mjs";

await runOnQuickstart((session) => session.ask(...process.argv.slice(2)));
