import assert from "node:assert/strict";
import type { QuarantineReason } from "../../../contracts/events/outcomes.ts";
import type { FaultCase } from "../harness/fault-run.ts";
import { devicePrefix } from "../harness/ground.ts";
import type { SeededRandom } from "../harness/seeded-random.ts";
import { eventOf, telemetry, type TestEvent } from "../harness/traffic.ts";
import { oneBrokerBoundMs } from "./brokers.ts";

/** Makes of a good event's text one that must be quarantined. */
const poisons: Readonly<Record<string, readonly [QuarantineReason, (good: string) => string | Buffer]>> = {
  truncated: ["not_json", (good) => good.slice(0, -20)],
  "NaN for a number": ["not_json", (good) => good.replace(/"temperature":[-\d.]+/, '"temperature":NaN')],
  "a zero byte": ["not_json", (good) => good.replace('"payload"', '"pay\u0000load"')],
  "bytes that are not UTF-8": [
    "not_utf8",
    (good) => Buffer.concat([Buffer.from(good.slice(0, -3)), Buffer.from([0xff, 0xfe]), Buffer.from("}}}")]),
  ],
  "nested deeply": [
    "too_deep",
    (good) => good.replace(/"temperature":[-\d.]+/, `"deep":${"[".repeat(200)}${"]".repeat(200)}`),
  ],
  "larger than an event may be": ["too_large", (good) => good.replace('"payload"', `"${"p".repeat(300_000)}"`)],
  "a key twice": ["duplicate_key", (good) => good.replace('"schema_version"', '"device_id":"other","schema_version"')],
  "a list": [
    "not_an_object",
    (good) => `["${good.length}",${Date.now()},"${/"event_id":"([^"]+)"/.exec(good)?.[1] ?? ""}"]`,
  ],
  "an unknown type": ["unknown_type", (good) => good.replace('"telemetry"', '"telepathy"')],
  "a version to come": ["unknown_version", (good) => good.replace('"schema_version":"1"', '"schema_version":"9"')],
  "text for a number": ["schema", (good) => good.replace(/"temperature":[-\d.]+/, '"temperature":"warm"')],
  "a field that the collector sets": [
    "reserved_field",
    (good) => good.replace('"schema_version"', '"ingest_ts":"2026-01-01T00:00:00Z","schema_version"'),
  ],
  "a device that the sender may not speak for": [
    "device_mismatch",
    (good) => good.replace(/"device_id":"[^"]+"/, '"device_id":"another-1"'),
  ],
};

function poisoned(random: SeededRandom, what: string, sequence: number): TestEvent {
  const good = telemetry(random, `${devicePrefix}poison`, sequence).bytes.toString();
  const [, make] = poisons[what] ?? [];
  assert(make !== undefined);
  return eventOf(make(good), `${devicePrefix}poison`, sequence);
}

const poisonMessages: FaultCase = {
  id: "F8",
  title: "quarantines what is wrong with its reason and its bytes, takes what is good beside it, and never answers 5xx",
  async run(run) {
    const collector = await run.collector();
    const load = run.load(collector);
    const sender = run.sender(collector);
    const began = Date.now();
    let sequence = 0;
    for (let round = 0; round < 2 * run.scale.factor; round += 1) {
      for (const what of run.random.shuffled(Object.keys(poisons))) {
        const count = run.random.between(1, 3);
        const events = run.random.shuffled([
          ...Array.from({ length: count }, () => poisoned(run.random, what, (sequence += 1))),
          ...Array.from({ length: 3 }, (_, index) =>
            telemetry(run.random, `${devicePrefix}good-${sequence}-${index}`, 1),
          ),
        ]);
        const { status, answer } = await sender.send(events);
        assert.equal(status, 200, what);
        const codes = answer?.results.flatMap(({ code }) => code ?? []);
        assert.deepEqual(
          codes,
          Array.from({ length: count }, () => poisons[what]?.[0]),
          what,
        );
      }
    }
    // A device gone wrong: everything it sends is invalid.
    const burst = Array.from({ length: 500 }, () => poisoned(run.random, "text for a number", (sequence += 1)));
    const { answer } = await sender.send(burst);
    assert.equal(answer?.quarantined, burst.length);
    const { status, code } = await sender.post(Buffer.alloc(10 * 1024 * 1024, "x"), "application/x-ndjson");
    assert.ok(status === 413 || status === 0, `10 MiB are answered ${status} ${code ?? ""}`);
    await load.recovered(Date.now(), oneBrokerBoundMs);
    assert.deepEqual(
      load.since(began).filter(({ status }) => status !== 200),
      [],
      "what came beside the poison",
    );
  },
};

export const poisonCases: readonly FaultCase[] = [poisonMessages];
