import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pino } from "pino";
import { DeviceAuthority } from "../../../../local/runtime/device-authority.ts";
import { Collector } from "../../../../workloads/collector/collector.ts";
import {
  collectorSettings,
  type CollectorSettings,
  type CollectorSettingsFile,
} from "../../../../workloads/collector/settings.ts";
import { type MemorySinks, memorySinks } from "./memory-sinks.ts";

/** A collector that listens on this machine, with sinks in memory and devices' certificates of an authority of its own. */
export interface Running {
  readonly collector: Collector;
  readonly sinks: MemorySinks;
  readonly authority: DeviceAuthority;
  /** Lines of its log. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly folder: string;
  readonly files: Readonly<Record<"authorities" | "revoked" | "cert" | "key", string>>;
  /** Its certificate, PEM: what clients trust it by. */
  readonly ca: string;
  stop(): Promise<void>;
}

export interface RunningOptions {
  readonly settings?: Partial<CollectorSettingsFile>;
  readonly now?: () => number;
}

/** Settings with what has no default; sinks in memory look at none of it. */
export function settingsWith(changes: Partial<CollectorSettingsFile>): CollectorSettings {
  return collectorSettings.parse({
    host: "127.0.0.1",
    port: 0,
    internalPort: 0,
    authentication: { by: "mtls", at: "load-balancer" },
    kafka: { bootstrapBrokers: "b-1.invalid:9098", authentication: { by: "iam", region: "eu-west-1" } },
    personalData: { tokenKeyArn: "arn:aws:kms:::key/t", bucket: "pii", kmsKeyArn: "arn:aws:kms:::key/p" },
    quarantine: { bucket: "quarantine", kmsKeyArn: "arn:aws:kms:::key/q" },
    environment: "test",
    drainSeconds: 5,
    ...changes,
  });
}

export async function run({ settings = {}, now }: RunningOptions = {}): Promise<Running> {
  const folder = await mkdtemp(path.join(tmpdir(), "collector-"));
  const inFolder = (name: string): string => path.join(folder, name);
  const files = {
    authorities: inFolder("authorities.pem"),
    revoked: inFolder("revoked.pem"),
    cert: inFolder("tls.crt"),
    key: inFolder("tls.key"),
  };
  const authority = await DeviceAuthority.make();
  const server = await authority.issue({ server: ["localhost", "127.0.0.1"] });
  await writeFile(files.authorities, authority.cert);
  await writeFile(files.revoked, await authority.revocationList());
  await writeFile(files.cert, server.cert);
  await writeFile(files.key, server.key);
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = pino(
    { level: settings.logLevel ?? "debug" },
    { write: (line: string) => lines.push(JSON.parse(line) as (typeof lines)[number]) },
  );
  const sinks = memorySinks();
  const collector = await Collector.start({
    settings: settingsWith({
      certificate: { certificateFile: files.cert, keyFile: files.key },
      authentication: {
        by: "mtls",
        at: "collector",
        authoritiesFile: files.authorities,
        revocationListFile: files.revoked,
      },
      ...settings,
    }),
    sinks,
    log,
    now,
    reloadEveryMs: 20,
  });
  return {
    collector,
    sinks,
    authority,
    log: lines,
    folder,
    files,
    ca: authority.cert,
    async stop() {
      await collector.drain();
      await rm(folder, { recursive: true });
    },
  };
}

/** A telemetry event that is taken, with what is changed in it. */
export function telemetry(
  device: string,
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    event_id: randomUUID(),
    event_type: "telemetry",
    device_id: device,
    event_ts: new Date().toISOString(),
    schema_version: "1",
    payload: { measurements: { temperature_c: 21.5 } },
    ...changes,
  };
}
