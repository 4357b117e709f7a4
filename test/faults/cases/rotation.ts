import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as tls from "node:tls";
import type { Refusal } from "../../../contracts/events/outcomes.ts";
import { DeviceAuthority } from "../../../local/runtime/device-authority.ts";
import type { Certificate } from "../../../local/runtime/kafka/certificates.ts";
import { writeAtomically } from "../../../local/runtime/state-directory.ts";
import type { CollectorProcess } from "../harness/collector-process.ts";
import type { FaultCase, FaultRun } from "../harness/fault-run.ts";
import { devicePrefix } from "../harness/ground.ts";
import { pause } from "../harness/load.ts";
import { type Sender, telemetry } from "../harness/traffic.ts";
import { until } from "../harness/until.ts";
import { oneBrokerBoundMs } from "./brokers.ts";

const device = `${devicePrefix}rotated`;
const hourMs = 3_600_000;
/** Files are looked at every few seconds. */
const reloadBoundMs = 20_000;

/** Serial number of the certificate that a new connection is shown. */
function shownSerial(collector: CollectorProcess, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ port: collector.port, host: "localhost", ca }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

async function answered(run: FaultRun, sender: Sender): Promise<Refusal | "accepted" | number> {
  const { status, code, answer } = await sender.send([telemetry(run.random, device, 1)]);
  return answer?.accepted === 1 ? "accepted" : ((code as Refusal | undefined) ?? status);
}

/** Gives the collector another certificate, two more authorities' words, and a list that revokes a device. */
async function rotateFiles(run: FaultRun, collector: CollectorProcess, revoked: Certificate): Promise<DeviceAuthority> {
  const { devices, servers } = run.ground;
  const next = await DeviceAuthority.make("The next authority of devices");
  const before = await shownSerial(collector, servers.cert);
  const { key, cert } = await servers.issue({ server: ["localhost", "127.0.0.1"] });
  const replace = (file: string, text: string): void => {
    writeAtomically(path.join(collector.folder, file), text);
  };
  replace("authorities.pem", `${devices.cert}${next.cert}`);
  replace("revoked.pem", `${await devices.revocationList([revoked.cert])}${await next.revocationList()}`);
  replace("server-key.pem", key);
  replace("server.pem", cert);
  await until(reloadBoundMs, "A new connection is shown the new certificate", async () => {
    return (await shownSerial(collector, servers.cert)) !== before;
  });
  return next;
}

const rotation: FaultCase = {
  id: "F18",
  title:
    "takes new certificates, authorities, revocation lists and passwords under load, and says which one is refused",
  async run(run) {
    const { devices } = run.ground;
    const collector = await run.collector();
    const load = run.load(collector);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    const began = Date.now();
    const revoked = await devices.issue({ device });
    const open = run.sender(collector, revoked);
    assert.equal(await answered(run, open), "accepted");

    const next = await rotateFiles(run, collector, revoked);
    // On the connection that it had when it was revoked.
    await until(
      reloadBoundMs,
      "The revoked device is refused",
      async () => (await answered(run, open)) === "certificate_revoked",
    );
    const expired = { notBefore: new Date(Date.now() - 2 * hourMs), notAfter: new Date(Date.now() - hourMs) };
    const stranger = await DeviceAuthority.make();
    const expected: readonly (readonly [Certificate | undefined, Refusal | "accepted"])[] = [
      [revoked, "certificate_revoked"],
      [await next.issue({ device }), "accepted"],
      [await devices.issue({ device }), "accepted"],
      [await devices.issue({ device }, expired), "certificate_expired"],
      [await stranger.issue({ device }), "certificate_untrusted"],
      [await devices.issue({ nobody: "somebody" }), "no_device"],
      [undefined, "certificate_missing"],
    ];
    for (const [client, what] of run.random.shuffled(expected)) {
      const sender = run.sender(collector, client ?? null);
      assert.equal(await answered(run, sender), what);
    }
    assert.deepEqual(
      load.since(began).filter(({ status }) => status !== 200),
      [],
      "requests that failed while certificates were changed",
    );

    for (let change = 0; change < run.scale.factor; change += 1) {
      await run.ground.changePassword(`password ${run.random.uuid()}`);
      const since = Date.now();
      // Connections live on with the password that they were made with.
      for (const { proxy } of run.ground.cluster.brokers) proxy.reset();
      await run.recovers(load, since, oneBrokerBoundMs);
    }

    const caFile = path.join(run.folder, "not-of-the-brokers.pem");
    fs.writeFileSync(caFile, stranger.cert);
    const mistaken = await run.prepared({ kafka: { caFile } });
    mistaken.start();
    await until(reloadBoundMs, "The log names the brokers' certificate", () =>
      /certificate|self-signed|issuer/i.test(fs.readFileSync(mistaken.logFile, "utf8")),
    );
    await pause(300);
    assert.notEqual(await mistaken.isReady(), 200, "/readyz with an authority that is not the brokers'");
  },
};

export const rotationCases: readonly FaultCase[] = [rotation];
