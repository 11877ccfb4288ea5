import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { handler } from "../../../src/engine";
import { providerStub } from "../../../src/resources/provider-stub";

/** Pulumi's own loader, as its provider process finds it. */
const loader = require.resolve("require-from-string", {
	paths: [path.dirname(require.resolve("@pulumi/pulumi/package.json"))],
});

let folder: string;
beforeEach(() => {
	folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "vpcpeer-stub-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a package with the name that the stub asks for into the folder of a program. */
function install(files: Record<string, string>, exportsOfPackage: Record<string, string>): void {
	const home = path.join(folder, "node_modules", "pulumi-alicloud-vpcpeer");
	mkdirSync(home, { recursive: true });
	const manifest = { name: "pulumi-alicloud-vpcpeer", version: "0.0.0", exports: exportsOfPackage };
	writeFileSync(path.join(home, "package.json"), JSON.stringify(manifest));
	for (const [name, text] of Object.entries(files)) {
		writeFileSync(path.join(home, name), text);
	}
}

const provider = { "./provider": "./provider.js" };

/** Evaluates the stub as the provider process does, in a process of its own with this working directory. */
function evaluate(): { made?: unknown; message?: string; printed?: string } {
	const script = `
		const requireFromString = require(${JSON.stringify(loader)});
		try {
			console.log(JSON.stringify({ made: requireFromString(process.argv[1]).handler() }));
		} catch (error) {
			console.log(JSON.stringify({ message: error.message, printed: error.stack }));
		}`;
	const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, providerStub("VpcPeerConnection")], {
		cwd: folder,
		encoding: "utf8",
	});
	if (stdout === "") {
		throw new Error(stderr);
	}
	return JSON.parse(stdout);
}

test("The text is the one of the first release, byte for byte: it stands in the state of every stack", () => {
	expect(providerStub("VpcPeerConnection")).toBe(
		'exports.handler=()=>{const n="pulumi-alicloud-vpcpeer",p=n+"/provider",d=process.cwd()+"/",r=require("module").createRequire(d);' +
			'try{r.resolve(p)}catch{throw Object.assign(Error(n+" is not found from "+d+". Run there: npm install "+n),{stack:""})}' +
			'return r(p).handler("VpcPeerConnection")}',
	);
});

test("Evaluated by Pulumi's own loader, it calls the installed package's handler with its kind", () => {
	install({ "provider.js": "exports.handler = (kind) => ({ handlersOf: kind });" }, provider);
	expect(evaluate()).toEqual({ made: { handlersOf: "VpcPeerConnection" } });
});

test("The kind that the text names is one that the provider has handlers for", () => {
	expect(typeof handler("VpcPeerConnection").create).toBe("function");
});

test.each<[what: string, exportsOfPackage: Record<string, string> | undefined]>([
	["no package", undefined],
	["a package without the provider", { ".": "./index.js" }],
])("With %s in the program's folder it says what to install and where, and prints no stack", (_what, exported) => {
	if (exported !== undefined) {
		install({}, exported);
	}
	const { message, printed } = evaluate();
	expect(message).toBe(
		`pulumi-alicloud-vpcpeer is not found from ${folder}/. Run there: npm install pulumi-alicloud-vpcpeer`,
	);
	expect(printed).toBe("");
});

test("A package that is there and fails to load says why, and is not said to be missing", () => {
	install({ "provider.js": 'require("a-dependency-that-is-gone");' }, provider);
	expect(evaluate().message).toContain("a-dependency-that-is-gone");
});

test("The text needs nothing of the SDK's serializer: it names no local variable and no version", () => {
	expect(providerStub("VpcPeerConnection")).not.toMatch(/\d+\.\d+\.\d+|__f\d|\r/);
});
