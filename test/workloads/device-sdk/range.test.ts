import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import {
  DeviceClient,
  type DeviceClientOptions,
  type SpoolOptions,
  SpoolingClient,
  type SpoolingClientOptions,
} from "../../../workloads/device-sdk/index.ts";

const connection = { url: "https://127.0.0.1:1", credentials: { token: () => "none" } };

describe("options of a DeviceClient that are out of their range", () => {
  const cases: Readonly<Record<string, Partial<DeviceClientOptions>>> = {
    "lanes must be from 1 to 1000, not 0": { lanes: 0 },
    "lanes must be from 1 to 1000, not NaN": { lanes: Number.NaN },
    "batch.events must be at least 1, not 0": { batch: { events: 0 } },
    "batch.bytes must be at least 1, not -1": { batch: { bytes: -1 } },
    "batch.waitMs must be from 0 to 2147483647, not NaN": { batch: { waitMs: Number.NaN } },
    "batch.waitMs must be from 0 to 2147483647, not Infinity": { batch: { waitMs: Infinity } },
    "pending.events must be at least 1, not 0": { pending: { events: 0 } },
    "pending.bytes must be at least 1, not NaN": { pending: { bytes: Number.NaN } },
    "retry.baseMs must be from 1 to 21600000, not 0": { retry: { baseMs: 0 } },
    "retry.capMs must be from 1 to 21600000, not Infinity": { retry: { capMs: Infinity } },
    "retry.totalMs must be at least 0, not NaN": { retry: { totalMs: Number.NaN } },
    "requestTimeoutMs must be from 1 to 2147483647, not Infinity": { requestTimeoutMs: Infinity },
  };
  for (const [message, options] of Object.entries(cases)) {
    it(`are refused: ${message}`, () => {
      assert.throws(() => new DeviceClient({ ...connection, ...options }), {
        name: "RangeError",
        message: `${message}.`,
      });
    });
  }
});

describe("options of a SpoolingClient that are out of their range", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "range-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const ofClient: Readonly<Record<string, Partial<SpoolingClientOptions>>> = {
    "batch.events must be at least 1, not 0": { batch: { events: 0 } },
    "retry.capMs must be from 1 to 21600000, not NaN": { retry: { capMs: Number.NaN } },
    "refusedRetryMs must be from 1 to 2147483647, not 0": { refusedRetryMs: 0 },
  };
  const ofSpool: Readonly<Record<string, Omit<SpoolOptions, "folder">>> = {
    "spool.maxBytes must be at least 256, not NaN": { maxBytes: Number.NaN },
    "spool.segmentBytes must be at least 64, not NaN": { segmentBytes: Number.NaN },
    "spool.sync.everyMs must be from 1 to 2147483647, not 0": { sync: { everyMs: 0 } },
  };
  for (const [message, options, spool] of [
    ...Object.entries(ofClient).map(([message, options]) => [message, options, {}] as const),
    ...Object.entries(ofSpool).map(([message, spool]) => [message, {}, spool] as const),
  ]) {
    it(`are refused before the spool is touched: ${message}`, async () => {
      const bad = { ...connection, spool: { folder, ...spool }, ...options };
      await assert.rejects(SpoolingClient.open(bad), { name: "RangeError", message: `${message}.` });
      await (await SpoolingClient.open({ ...connection, spool: { folder } })).close();
    });
  }
});
