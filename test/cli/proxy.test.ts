import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer as createTlsServer, type Server as TlsServer } from "node:tls";
import { createEmulator, type Emulator } from "../../src/emulator";
import { importModule } from "../e2e/support/import-module";
import { REQUESTER_KEYS, SAME_ACCOUNT } from "../emulator/support/client";
import { send } from "../emulator/support/signed-request";

/* A machine that reaches the cloud through a proxy alone: a real CONNECT proxy, and TLS with the cloud's own host names. */

const root = path.join(__dirname, "..", "..");
const main = path.join(root, "lib", "cli", "main.js");
const host = "vpcpeer.aliyuncs.com";

let folder: string;
let emulator: Emulator;
let cloud: TlsServer;
let proxy: Server;
let tunnels: { readonly to: string | undefined; readonly credentials: string | undefined }[];

beforeAll(async () => {
	const { ensureBuilt } = await importModule<{ ensureBuilt(): Promise<unknown> }>("tools/build.mjs");
	await ensureBuilt();
	folder = realpathSync(mkdtempSync(path.join(tmpdir(), "vpcpeer-proxy-")));
	const { key, cert } = certificate();
	// What stands before it hands on the names under which it was asked for.
	emulator = await createEmulator({
		createConflictMs: 0,
		allowedHosts: [host, "sts.aliyuncs.com", "vpc.cn-hangzhou.aliyuncs.com"],
	});
	cloud = createTlsServer({ key, cert }, (socket) => {
		const behind = connect(emulator.port, "127.0.0.1");
		socket.pipe(behind).pipe(socket);
		for (const end of [socket, behind]) end.on("error", () => {});
	}).listen(0, "127.0.0.1");
	proxy = createServer().listen(0, "127.0.0.1");
	proxy.on("connect", ({ url, headers }, socket) => {
		tunnels.push({ to: url, credentials: headers["proxy-authorization"] });
		if (headers["proxy-authorization"] === undefined) {
			socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Type: text/html\r\n\r\n<html>who?</html>");
			return;
		}
		const behind = connect(portOf(cloud), "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
		socket.pipe(behind).pipe(socket);
		for (const end of [socket, behind]) end.on("error", () => {});
	});
	await Promise.all([once(cloud, "listening"), once(proxy, "listening")]);
});
beforeEach(() => {
	tunnels = [];
});
afterAll(async () => {
	for (const server of [cloud, proxy]) server.close();
	await emulator.close();
	rmSync(folder, { recursive: true, force: true });
});

function portOf(server: Server | TlsServer): number {
	return (server.address() as AddressInfo).port;
}

/** A certificate for the cloud's hosts, which a process trusts that is told to. */
function certificate(): { key: string; cert: string } {
	const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
	const subject = ["-subj", "/CN=aliyuncs.com", "-addext", `subjectAltName=DNS:${host},DNS:*.aliyuncs.com`];
	const how = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
	execFileSync("openssl", ["req", ...how, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
	return {
		key: execFileSync("cat", [key], { encoding: "utf8" }),
		cert: execFileSync("cat", [cert], { encoding: "utf8" }),
	};
}

/** The import-file command, as on a machine with these settings. */
async function importFile(instanceId: string, environment: Record<string, string>) {
	const child = spawn(
		process.execPath,
		[
			main,
			"import-file",
			instanceId,
			"--stack",
			"organization/p/dev",
			"--out",
			path.join(folder, "import.json"),
			"--force",
		],
		{
			cwd: folder,
			env: {
				PATH: process.env["PATH"],
				HOME: folder,
				NODE_EXTRA_CA_CERTS: path.join(folder, "cert.pem"),
				ALICLOUD_ACCESS_KEY: REQUESTER_KEYS.accessKeyId,
				ALICLOUD_SECRET_KEY: REQUESTER_KEYS.accessKeySecret,
				ALICLOUD_REGION: "cn-hangzhou",
				...environment,
			},
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
	let text = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
	const [code] = await once(child, "close");
	return { code, text };
}

test.each(["HTTPS_PROXY", "https_proxy"])("%s is used, with its user and password", async (variable) => {
	const created = await send(emulator.url, REQUESTER_KEYS, {
		action: "CreateVpcPeerConnection",
		version: "2022-01-01",
		form:
			variable === "HTTPS_PROXY"
				? SAME_ACCOUNT
				: { ...SAME_ACCOUNT, AcceptingVpcId: "vpc-shanghai-a1", AcceptingRegionId: "cn-shanghai" },
	});
	const { code, text } = await importFile(created.body.InstanceId, {
		[variable]: `http://somebody:pass-of-proxy@127.0.0.1:${portOf(proxy)}`,
	});
	expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining(created.body.InstanceId) });
	expect(new Set(tunnels.map(({ to }) => to))).toContain(`${host}:443`);
	expect(new Set(tunnels.map(({ credentials }) => credentials))).toEqual(
		new Set([`Basic ${Buffer.from("somebody:pass-of-proxy").toString("base64")}`]),
	);
});

test("a proxy that wants a password is named, with what it answered", async () => {
	const { code, text } = await importFile("pcc-any", { HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
	expect(code).toBe(1);
	expect(text).toContain(
		`${host} (through the proxy 127.0.0.1:${portOf(proxy)}): the proxy answers HTTP 407: it wants a user and a password`,
	);
});

test("a proxy that is not there is named, and its password is not", async () => {
	const { code, text } = await importFile("pcc-any", { HTTPS_PROXY: "http://somebody:pass-of-proxy@127.0.0.1:9" });
	expect(code).toBe(1);
	expect(text).toContain("(through the proxy 127.0.0.1:9): nothing listens there");
	expect(text).not.toContain("pass-of-proxy");
});

test("this machine is never asked through a proxy", async () => {
	const { instanceId } = emulator.world.connections()[0] ?? { instanceId: "" };
	const { code } = await importFile(instanceId, {
		HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
		ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
	});
	expect(code).toBe(0);
	expect(tunnels).toEqual([]);
});
