// The library is made of classes with decorators, which look for this when they are loaded.
import "reflect-metadata";
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { Agent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { PemConverter, X509Certificate, X509CrlGenerator } from "@peculiar/x509";
import { DeviceAuthority } from "../../../../local/runtime/device-authority.ts";
import { type KeyAndCertificate } from "../corpus/certificates.ts";
import { ask } from "../support/client.ts";
import { run, type Running, telemetry } from "../support/running.ts";

describe("MutualTls", () => {
  let running: Running;
  let clock: number;
  let device: KeyAndCertificate;
  const agents: Agent[] = [];

  beforeEach(async () => {
    clock = Date.now();
    running = await run({ now: () => clock });
    device = await running.authority.issue({ device: "d-1" });
  });

  afterEach(async () => {
    for (const agent of agents) agent.destroy();
    await running.stop();
  });

  /** A client with one connection that is kept. */
  function client(credentials: KeyAndCertificate = device): (() => Promise<string>) & { connections(): number } {
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      ca: running.ca,
      servername: "localhost",
      ...credentials,
    });
    agents.push(agent);
    const connections = new Set<number | undefined>();
    const send = async (): Promise<string> => {
      const body = JSON.stringify(telemetry("d-1", { event_ts: new Date(clock).toISOString() }));
      const headers = { "Content-Type": "application/json" };
      const { status, text, connection } = await ask({ port: running.collector.port, agent, headers, body });
      connections.add(connection);
      return status === 200 ? "accepted" : (JSON.parse(text) as { readonly code: string }).code;
    };
    return Object.assign(send, { connections: () => connections.size });
  }

  async function until(ask: () => Promise<string>, wanted: string): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const outcome = await ask();
      if (outcome === wanted) return;
      assert.ok(tries < 200, `it is still ${outcome}`);
      await pause(10);
    }
  }

  /** Waits for the log to say that files cannot be used, for this reason. */
  async function untilKept(reason: RegExp): Promise<void> {
    for (
      let tries = 0;
      !running.log.some((line) => line.level === 50 && reason.test(JSON.stringify(line)));
      tries += 1
    ) {
      assert.ok(tries < 200, `nothing of ${String(reason)} is logged`);
      await pause(10);
    }
  }

  it("refuses a certificate on a connection that is open, once it is revoked", async () => {
    const send = client();
    assert.equal(await send(), "accepted");
    await writeFile(running.files.revoked, await running.authority.revocationList([device.cert]));
    await until(send, "certificate_revoked");
    assert.equal(send.connections(), 1);
  });

  it("refuses a revoked certificate whose session is resumed", async () => {
    const options = {
      host: "127.0.0.1",
      port: running.collector.port,
      ca: running.ca,
      servername: "localhost",
      ...device,
    };
    const { session } = await exchange(options);
    await writeFile(running.files.revoked, await running.authority.revocationList([device.cert]));
    await until(client(), "certificate_revoked");
    const { answer, isResumed } = await exchange({ ...options, session });
    assert.equal(isResumed, true);
    assert.match(answer, /certificate_revoked/);
  });

  it("refuses a certificate that is not trusted when its session is resumed, too", async () => {
    const stranger = await (await DeviceAuthority.make()).issue({ device: "d-1" });
    const options = {
      host: "127.0.0.1",
      port: running.collector.port,
      ca: running.ca,
      servername: "localhost",
      ...stranger,
    };
    const { session, answer: first } = await exchange(options);
    assert.match(first, /certificate_untrusted/);
    const { answer, isResumed } = await exchange({ ...options, session });
    assert.equal(isResumed, true);
    assert.match(answer, /certificate_untrusted/);
  });

  it("refuses a certificate on a connection that is open, once it has expired", async () => {
    const send = client();
    assert.equal(await send(), "accepted");
    clock += 400 * 86_400_000;
    assert.equal(await send(), "certificate_expired");
  });

  it("refuses a certificate on a connection that is open, once its authority is no longer trusted", async () => {
    const send = client();
    assert.equal(await send(), "accepted");
    const other = await DeviceAuthority.make("Others");
    await writeFile(running.files.revoked, await other.revocationList());
    await writeFile(running.files.authorities, other.cert);
    await until(send, "certificate_untrusted");
    assert.equal(await client(await other.issue({ device: "d-1" }))(), "accepted");
  });

  it("takes a list of thousands, as of a fleet's lifetime", async () => {
    const send = client();
    assert.equal(await send(), "accepted");
    await replace(running.files.revoked, await longList(running.authority, device.cert, 3_400));
    await until(send, "certificate_revoked");
  });

  for (const [what, list] of [
    ["is signed by somebody else", async () => (await DeviceAuthority.make()).revocationList()],
    ["is empty", () => Promise.resolve("")],
  ] as const) {
    it(`keeps the list it has when the new one ${what}, and counts that`, async () => {
      await replace(running.files.revoked, await running.authority.revocationList([device.cert]));
      await until(client(), "certificate_revoked");
      await replace(running.files.revoked, await list());
      await untilKept(/revocation list/);
      assert.equal(await client()(), "certificate_revoked");
      assert.match(await running.collector.metrics.registry.metrics(), /file_reloads_total\{outcome="kept"\} 1/);
    });
  }

  it("takes authorities that changed while its own certificate's file cannot be used", async () => {
    const replacement = await running.authority.issue({ server: ["localhost"] });
    await replace(running.files.key, replacement.key);
    await replace(running.files.cert, `${replacement.cert}${running.authority.cert.slice(0, 200)}`);
    await untilKept(/bad end line/);
    const other = await DeviceAuthority.make("Others");
    await replace(running.files.authorities, `${running.authority.cert}${other.cert}`);
    const credentials = await other.issue({ device: "d-1" });
    // What a connection's certificate is worth is found out when it is made.
    await until(() => client(credentials)(), "accepted");
  });

  it("presents a certificate that was replaced to new connections, and cuts none that is open", async () => {
    const send = client();
    assert.equal(await send(), "accepted");
    const replacement = await running.authority.issue({ server: ["localhost", "replaced.invalid"] });
    // The key does not belong to the certificate until it is there, too.
    await writeFile(running.files.cert, replacement.cert);
    await pause(60);
    assert.equal(await client()(), "accepted");
    await writeFile(running.files.key, replacement.key);
    const options = {
      host: "127.0.0.1",
      port: running.collector.port,
      ca: running.ca,
      servername: "localhost",
      ...device,
    };
    for (let tries = 0; ; tries += 1) {
      const { names } = await exchange(options);
      if (names.includes("replaced.invalid")) break;
      assert.ok(tries < 100, `it still presents ${names}`);
      await pause(20);
    }
    assert.equal(await send(), "accepted");
    assert.equal(send.connections(), 1);
  });
});

/** Puts a file in the place of another, whole. */
async function replace(file: string, content: string): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

/** One request on a connection of its own. */
function exchange(options: ConnectionOptions): Promise<{
  readonly session: Buffer | undefined;
  readonly answer: string;
  readonly isResumed: boolean;
  readonly names: string;
}> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(options);
    let session: Buffer | undefined;
    let answer = "";
    let names = "";
    let isResumed = false;
    socket.on("session", (ticket: Buffer) => (session = ticket));
    socket.on("secureConnect", () => {
      isResumed = socket.isSessionReused();
      names = socket.getPeerCertificate().subjectaltname ?? "";
      const head = ["POST /v1/events HTTP/1.1", "Host: x", "Content-Type: application/json", "Content-Length: 2"];
      socket.write([...head, "Connection: close", "", "[]"].join("\r\n"));
    });
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => {
      resolve({ session, answer, isResumed, names });
    });
  });
}

/** A revocation list of a certificate and of many others. */
async function longList(authority: KeyAndCertificate, revoked: string, others: number): Promise<string> {
  const [key = assert.fail("the authority's key is not PEM")] = PemConverter.decode(authority.key);
  const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const serials = Array.from({ length: others }, (_, index) => (0x1000_0000 + index).toString(16));
  const list = await X509CrlGenerator.create({
    issuer: new X509Certificate(authority.cert).subjectName,
    nextUpdate: new Date(Date.now() + 86_400_000),
    entries: [...serials, new X509Certificate(revoked).serialNumber].map((serialNumber) => ({ serialNumber })),
    signingKey: await webcrypto.subtle.importKey("pkcs8", key, curve, false, ["sign"]),
    signingAlgorithm: curve,
  });
  return list.toString("pem");
}
