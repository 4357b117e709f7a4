import assert from "node:assert/strict";
import { Sender } from "../../../../workloads/collector/auth/sender.ts";
import { judge, type Rules } from "../../../../workloads/collector/ingest/judge.ts";
import { separate } from "../../../../workloads/collector/ingest/separate.ts";
import { eventsAt, type Json } from "../corpus/row.ts";
import { MemoryVault } from "../support/memory-sinks.ts";

const now = Date.parse("2026-11-21T18:00:00.000Z");
const { telemetry, transaction } = eventsAt(now);

function rulesWith(changes: Partial<Rules> = {}): Rules {
  return {
    limits: { eventBytes: 1000, depth: 16 },
    eventTime: { pastMs: 1000, futureMs: 500 },
    quarantineRecordBytes: 2000,
    vault: new MemoryVault(),
    failed: (error) => assert.fail(String(error)),
    ...changes,
  };
}

function judged(body: string, rules = rulesWith()) {
  const sender = Sender.of({ device: "d-1", gatewayFor: [] });
  assert.ok(sender !== undefined);
  const bytes = Buffer.from(body);
  const { answer, ...rest } = judge({ body: bytes, spans: separate(bytes, "json", 100), sender, now }, rules);
  return {
    ...rest,
    answer: JSON.parse(answer.toJson()) as { readonly results: readonly { readonly code?: string }[] },
  };
}

const codeOf = (event: Json): string | undefined => judged(JSON.stringify(event)).answer.results[0]?.code;

describe("judge", () => {
  it("takes event_ts up to its bounds, and not a millisecond beyond", () => {
    const at = (ms: number): Json => telemetry({ event_ts: new Date(now + ms).toISOString() });
    assert.deepEqual(
      [-1001, -1000, 500, 501].map((ms) => codeOf(at(ms))),
      ["too_old", undefined, undefined, "too_new"],
    );
  });

  it("adds its two fields to the event's own bytes and changes none of them", () => {
    const bytes = `{ "event_id" : "0196f1a0-0000-7000-8000-000000000001","event_type":"telemetry",
      "device_id":"d-1", "event_ts":"2026-11-21T18:00:00Z","payload":{"measurements":{"a":1.50,"b":1e2}}  }`;
    const { records } = judged(bytes);
    assert.equal(
      records[0]?.value.toString(),
      `${bytes.slice(0, -1)},"ingest_ts":"2026-11-21T18:00:00.000Z","schema_version":"1"}`,
    );
    assert.equal(
      judged(JSON.stringify(telemetry()))
        .records[0]?.value.toString()
        .match(/schema_version/g)?.length,
      1,
    );
  });

  it("puts tokens and marks in the place of personal data, and tells what the vault must keep", () => {
    const customer = { id: "C-1", email: "a@example.org", name: "Ada" };
    const { records, tokenised } = judged(JSON.stringify(transaction({}, { customer })));
    const { payload } = JSON.parse(records[0]?.value.toString() ?? "") as { payload: { customer: Json } };
    assert.deepEqual(tokenised, ["C-1", "a@example.org"]);
    const vault = new MemoryVault();
    assert.deepEqual(payload.customer, {
      id: vault.tokenOf("C-1"),
      email: vault.tokenOf("a@example.org"),
      name: "[redacted]",
    });
  });

  it("tells nothing of a value in a detail", () => {
    const secret = "s3cret-value";
    for (const event of [
      telemetry({ device_id: secret }),
      telemetry({ event_ts: secret }),
      telemetry({ [secret]: secret }),
      telemetry({ event_type: secret }),
      telemetry({ schema_version: secret }),
      transaction({}, { customer: { id: 1, name: secret } }),
    ]) {
      const { quarantined } = judged(JSON.stringify(event));
      assert.equal(quarantined.length, 1);
      assert.doesNotMatch(quarantined[0]?.detail ?? "", new RegExp(secret));
    }
  });

  it("leaves an original that is too large for a record to the bucket, and says its size", () => {
    const large = JSON.stringify(telemetry({ note: "n".repeat(3000) }));
    const { records, quarantined } = judged(large);
    assert.equal(records[0]?.value.length, 0);
    assert.equal(records[0].headers?.size, String(large.length));
    assert.equal(quarantined[0]?.bytes.toString(), large);
  });

  it("quarantines an event that it fails on itself, and judges the others", () => {
    const failures: unknown[] = [];
    const broken = new MemoryVault();
    broken.tokenOf = () => {
      throw new Error("no key");
    };
    const body = [telemetry(), transaction({}, { customer: { id: "C-1" } }), telemetry()];
    const { answer } = judged(
      JSON.stringify(body),
      rulesWith({ vault: broken, failed: (error) => failures.push(error) }),
    );
    assert.deepEqual(
      answer.results.map(({ code }) => code),
      [undefined, "not_processed", undefined],
    );
    assert.equal(failures.length, 1);
  });
});
