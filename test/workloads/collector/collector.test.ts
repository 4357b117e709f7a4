import assert from "node:assert/strict";
import { Agent } from "node:https";
import { type IngestAnswer } from "../../../contracts/events/outcomes.ts";
import { ask } from "./support/client.ts";
import { run, type Running, telemetry } from "./support/running.ts";

describe("Collector", () => {
  let running: Running;
  let agent: Agent;

  before(async () => {
    running = await run();
    agent = new Agent({ keepAlive: true, ca: running.ca, ...(await running.authority.issue({ device: "d-1" })) });
  });

  after(async () => {
    agent.destroy();
    await running.stop();
  });

  it("answers an event that is in its topic, with what it added", async () => {
    const { collector, sinks } = running;
    const event = telemetry("d-1", { schema_version: undefined });
    const { status, text } = await ask({
      port: collector.port,
      agent,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(event),
    });
    assert.equal(status, 200, text);
    const answer = JSON.parse(text) as IngestAnswer;
    assert.deepEqual(answer, {
      accepted: 1,
      quarantined: 0,
      results: [{ outcome: "accepted", event_id: event.event_id }],
    });
    const [record] = sinks.events.records;
    assert.equal(record?.topic, "telemetry");
    assert.equal(record.key.toString(), "d-1");
    const { ingest_ts, ...written } = JSON.parse(record.value.toString()) as Record<string, unknown>;
    assert.ok(Math.abs(Date.parse(String(ingest_ts)) - Date.now()) < 10_000);
    assert.deepEqual(written, { ...event, schema_version: "1" });
  });
});
