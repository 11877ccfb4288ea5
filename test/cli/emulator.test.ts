import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { importModule } from "../e2e/support/import-module";
import { REQUESTER_KEYS, SAME_ACCOUNT } from "../emulator/support/client";
import { exchange, send, sign } from "../emulator/support/signed-request";

const root = path.resolve(__dirname, "..", "..");
const script = path.join(root, "lib", "cli", "main.js");

let folder = "";
const running: ChildProcessByStdio<null, Readable, Readable>[] = [];

beforeAll(async () => {
	const { ensureBuilt } = await importModule<{ ensureBuilt(): Promise<unknown> }>("tools/build.mjs");
	await ensureBuilt();
}, 300_000);

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), "emulator-command-"));
});

afterEach(() => {
	for (const child of running.splice(0)) child.kill("SIGKILL");
	rmSync(folder, { recursive: true });
});

/** The command as a shell runs it. */
function command(...options: string[]) {
	const child = spawn(process.execPath, [script, ...options], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	running.push(child);
	const said = { out: "", err: "" };
	child.stdout.setEncoding("utf8").on("data", (text) => {
		said.out += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		said.err += text;
	});
	const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...said }));
	return { child, said, ended };
}

/** An emulator that listens on a free port, once it says that it is ready. */
async function emulator(...options: string[]) {
	const started = command("emulator", "--port", "0", ...options);
	await printed(started, "Ctrl-C stops it.");
	const [, url = ""] = /endpoint {2}(http:\S+)/.exec(started.said.out) ?? [];
	return { ...started, url };
}

async function printed({ child, said, ended }: ReturnType<typeof command>, text: string): Promise<void> {
	const all = () => said.out + said.err;
	while (!all().includes(text)) {
		const early = await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), ended]);
		if ("code" in early) throw new Error(`It ended with ${early.code}:\n${all()}`);
	}
}

const create = (url: string) =>
	send(url, REQUESTER_KEYS, { action: "CreateVpcPeerConnection", version: "2022-01-01", form: SAME_ACCOUNT });
const list = (url: string) => send(url, REQUESTER_KEYS, { action: "ListVpcPeerConnections", version: "2022-01-01" });

test("prints the endpoint, the keys of both accounts and how to point a program at it", async () => {
	const { url, said } = await emulator();
	expect(said.out).toBe(`Alibaba Cloud emulator ready
  endpoint  ${url}
  state     in memory (--state <file> keeps it)

  account 1210123456123456
    access key id      emulator-key-1
    access key secret  emulator-secret-1

  account 253460731706911258
    access key id      emulator-key-2
    access key secret  emulator-secret-2

Point a Pulumi program at it:
  export ALICLOUD_VPCPEER_ENDPOINT=${url}
  export ALICLOUD_ACCESS_KEY=emulator-key-1
  export ALICLOUD_SECRET_KEY=emulator-secret-1
  export ALICLOUD_REGION=cn-hangzhou

Other clients (SDKs, Terraform, the aliyun CLI): docs/emulator-clients.md. Ctrl-C stops it.
`);
	expect(said.err).toBe("");
	expect((await list(url)).status).toBe(200);
});

test.each(["SIGINT", "SIGTERM"] as const)(
	"%s stops it cleanly, and the next one goes on where it stopped",
	async (signal) => {
		const state = path.join(folder, "deep", "cloud.json");
		const first = await emulator("--state", state);
		const { body } = await create(first.url);
		first.child.kill(signal);
		expect(await first.ended).toMatchObject({ code: 0, err: "" });
		expect(first.said.out).toContain(`Stopped by ${signal}; its state is in ${state}.`);
		expect(existsSync(`${state}.lock`)).toBe(false);
		const second = await emulator("--state", state);
		expect((await list(second.url)).body.VpcPeerConnects).toMatchObject([{ InstanceId: body.InstanceId }]);
	},
);

test("a damaged state file is set aside with a message, and it starts from the seed", async () => {
	const state = path.join(folder, "cloud.json");
	writeFileSync(state, "{ broken");
	const { said } = await emulator("--state", state);
	expect(said.err).toMatch(
		/^Reading emulator state .*cloud\.json: it is not JSON .* It was set aside as .*damaged-.*\n$/,
	);
});

test("a state file that can't be written is said at once, written again at the end, and the truth is told then", async () => {
	const state = path.join(folder, "cloud.json");
	const first = await emulator("--state", state);
	await create(first.url);
	// A folder in its place lets nobody write it, not even root.
	renameSync(state, `${state}.kept`);
	mkdirSync(state);
	expect((await send(first.url, REQUESTER_KEYS, { action: "OpenCdtService", version: "2021-08-13" })).status).toBe(200);
	await printed(first, "kept in memory, and not in the file");
	first.child.kill("SIGTERM");
	const { code, out, err } = await first.ended;
	expect({ code, end: out.split("\n").at(-2) }).toEqual({ code: 1, end: "Stopped by SIGTERM." });
	expect(err).toMatch(
		/^Writing emulator state \S+: EISDIR: .*\nerror: the latest changes are lost: \S+cloud\.json could not be written \(EISDIR: .*\); it holds the cloud as it was before them\n$/,
	);
	rmdirSync(state);
	renameSync(`${state}.kept`, state);
	const second = await emulator("--state", state);
	expect((await list(second.url)).body.VpcPeerConnects).toHaveLength(1);
});

test("answers under localhost and addresses, and under a name that was allowed", async () => {
	const { url } = await emulator("--allow-host", "cloud", "gateway");
	const statusUnder = async (host: string) => {
		const wanted = { action: "GetCallerIdentity", version: "2015-04-01" };
		const { headers, body } = sign(host, REQUESTER_KEYS, wanted);
		return (await exchange(`${url}/`, "POST", headers, body)).status;
	};
	expect(await Promise.all(["localhost", "cloud:80", "gateway", "evil.example"].map(statusUnder))).toEqual([
		200, 200, 200, 403,
	]);
});

test("a port that is taken ends it with one line and exit code 1", async () => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	const port = typeof address === "object" ? address?.port : undefined;
	const { code, out, err } = await command("emulator", "--port", String(port)).ended;
	server.close();
	expect({ code, out }).toEqual({ code: 1, out: "" });
	expect(err).toBe(
		`error: port ${port} of 127.0.0.1 is taken: stop what uses it, or choose another with --port (0 takes a free one)\n`,
	);
});

const mistakes: [options: string[], line: string][] = [
	[["--port", "http"], "error: option '--port <port>' argument 'http' is invalid. Allowed: a port from 0 to 65535."],
	[["--port", "65536"], "error: option '--port <port>' argument '65536' is invalid. Allowed: a port from 0 to 65535."],
	[
		["--latency", "100"],
		`error: option '--latency <duration>' argument '100' is invalid. Allowed: 0, or a number with a unit such as "250ms", "3s", "5m", "168h", at most 596h.`,
	],
	[
		["--transitions", "creating=3s,sleeping=1s"],
		`error: option '--transitions <name=duration,...>' argument 'creating=3s,sleeping=1s' is invalid. Allowed: name=duration, separated by commas; names creating, updating, deleting, acceptance; a duration is 0, or a number with a unit such as "250ms", "3s", "5m", "168h", at most 596h.`,
	],
	[
		["--transitions", "acceptance=597h"],
		`error: option '--transitions <name=duration,...>' argument 'acceptance=597h' is invalid. Allowed: name=duration, separated by commas; names creating, updating, deleting, acceptance; a duration is 0, or a number with a unit such as "250ms", "3s", "5m", "168h", at most 596h.`,
	],
	[
		["--rate-limit", "often"],
		"error: option '--rate-limit <limit>' argument 'often' is invalid. Allowed: published, none, or a number of requests per second above 0.",
	],
	[["--prot", "1"], "error: unknown option '--prot'\n(Did you mean --port?)"],
	[["extra"], "error: too many arguments for 'emulator'. Expected 0 arguments but got 1."],
	[["--seed", "missing.json"], "error: --seed missing.json: ENOENT: no such file or directory, open 'missing.json'"],
];

test.each(mistakes)("%j ends it with exit code 2 and says what is allowed", async (options, line) => {
	expect(await command("emulator", ...options).ended).toEqual({ code: 2, out: "", err: `${line}\n` });
});

test("a seed file with a mistake is refused with the place of the mistake and exit code 2", async () => {
	writeFileSync(path.join(folder, "seed.json"), JSON.stringify({ accounts: [{ uid: 12, vpcs: [] }] }));
	const { code, err } = await command("emulator", "--seed", "seed.json").ended;
	expect(code).toBe(2);
	expect(err).toMatch(/^error: --seed seed\.json: accounts\.0\.uid: .*accounts\.0\.accessKeyId: .*\n$/);
});

test("starts with the accounts of a seed file", async () => {
	const account = {
		uid: "42",
		accessKeyId: "own-key",
		accessKeySecret: "own-secret",
		resourceGroups: [{ id: "rg-own", name: "own" }],
		vpcs: [{ id: "vpc-own", regionId: "eu-central-1", cidrBlock: "10.0.0.0/8" }],
	};
	writeFileSync(path.join(folder, "seed.json"), JSON.stringify({ accounts: [account] }));
	const { url, said } = await emulator("--seed", "seed.json");
	expect(said.out).toContain("export ALICLOUD_REGION=eu-central-1\n");
	// They may be somebody's: only the keys of the emulator's own seed are printed.
	expect(said.out).toContain("access key secret  (not shown: it is in the seed)\n");
	expect(said.out).not.toContain("ALICLOUD_SECRET_KEY");
	expect(said.out + said.err).not.toContain("own-secret");
	const keys = { accessKeyId: "own-key", accessKeySecret: "own-secret" };
	const identity = await send(url, keys, { action: "GetCallerIdentity", version: "2015-04-01" });
	expect(identity.body.AccountId).toBe("42");
});

test("--rate-limit sets a rate, or none", async () => {
	const list = {
		action: "ListVpcPeerConnections",
		version: "2022-01-01",
		form: { RegionId: SAME_ACCOUNT.RegionId },
	};
	async function refused(limit: string): Promise<number> {
		const { url } = await emulator("--rate-limit", limit);
		const answers = await Promise.all(Array.from({ length: 5 }, () => send(url, REQUESTER_KEYS, list)));
		return answers.filter(({ body }) => body.Code === "Throttling.User").length;
	}
	expect(await refused("0.01")).toBe(4);
	expect(await refused("none")).toBe(0);
});

test("--transitions and --latency steer the times", async () => {
	const { url } = await emulator("--transitions", "creating=0", "--latency", "1ms");
	const { InstanceId } = (await create(url)).body;
	const read = { action: "GetVpcPeerConnectionAttribute", version: "2022-01-01", form: { InstanceId } };
	expect((await send(url, REQUESTER_KEYS, read)).body.Status).toBe("Activated");
});

test("--log writes a line for each request, to a file or to standard output, without values of the user", async () => {
	const toFile = await emulator("--log", "requests.log");
	const { body } = await create(toFile.url);
	toFile.child.kill("SIGINT");
	await toFile.ended;
	expect(readFileSync(path.join(folder, "requests.log"), "utf8")).toMatch(
		new RegExp(
			`^\\d{4}-\\d\\d-\\d\\dT\\S+Z {2}1210123456123456 {2}CreateVpcPeerConnection {2}200 {2}${body.InstanceId} {2}${body.RequestId}\\n$`,
		),
	);
	const toScreen = await emulator("--log");
	await send(
		toScreen.url,
		{ ...REQUESTER_KEYS, accessKeySecret: "wrong" },
		{ action: "GetCallerIdentity", version: "2015-04-01" },
	);
	await printed(toScreen, "SignatureDoesNotMatch");
	expect(toScreen.said.out).toMatch(
		/Z {2}unknown {2}GetCallerIdentity {2}400 SignatureDoesNotMatch {2}[0-9A-F-]{36}\n$/,
	);
});

test("listening on anything but loopback is warned of", async () => {
	const { said, url } = await emulator("--host", "0.0.0.0");
	expect(said.err).toBe(
		"warning: 0.0.0.0 is not a loopback address: anybody who reaches this machine can use and change this emulator, its keys are public\n",
	);
	expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	expect((await list(url)).status).toBe(200);
});

test.each([["localhost"], ["127.0.0.2"]])("%s is loopback: no warning", async (host) => {
	expect((await emulator("--host", host)).said.err).toBe("");
});

test("--host that is no address of this machine is refused by name", async () => {
	const { code, err } = await command("emulator", "--port", "0", "--host", "203.0.113.1").ended;
	expect({ code, err }).toEqual({ code: 1, err: "error: --host 203.0.113.1 is no address of this machine\n" });
});

test("help says every option and exits with 0; no command at all is a mistake", async () => {
	const help = await command("emulator", "--help").ended;
	expect(help.code).toBe(0);
	for (const option of [
		"--port",
		"--host",
		"--allow-host",
		"--state",
		"--seed",
		"--latency",
		"--transitions",
		"--rate-limit",
		"--log",
	]) {
		expect(help.out).toContain(`  ${option} `);
	}
	const none = await command().ended;
	expect({ code: none.code, usage: none.err.split("\n")[0] }).toEqual({
		code: 2,
		usage: "Usage: pulumi-alicloud-vpcpeer [options] [command]",
	});
});
