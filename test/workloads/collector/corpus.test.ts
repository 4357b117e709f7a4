import assert from "node:assert/strict";
import { Agent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { writeAtomically } from "../../../local/runtime/state-directory.ts";
import { ask } from "./support/client.ts";
import { run, type Running } from "./support/running.ts";
import { certificatesBy } from "./corpus/certificates.ts";
import { corpus } from "./corpus/index.ts";
import { type EventFate, type Row } from "./corpus/row.ts";
import { assertFate, CorpusClient, countsIn } from "./corpus/send.ts";

/** Everything malformed that the collector is sent, over TLS, beside what is not, and what must become of it. */
describe("the corpus", function () {
  this.timeout(120_000);
  const rows = corpus(Date.now());
  const answered = new Map<Row, unknown>();
  let running: Running;
  let client: CorpusClient;

  before(async () => {
    running = await run();
    const certificates = await certificatesBy(running.authority);
    writeAtomically(running.files.revoked, await running.authority.revocationList([certificates.revoked?.cert ?? ""]));
    await untilReloaded();
    client = new CorpusClient({ port: running.collector.port, ca: running.ca, certificates });
  });

  after(async () => {
    client.close();
    await running.stop();
  });

  async function untilReloaded(): Promise<void> {
    for (let tries = 0; !running.log.some(({ msg }) => String(msg).includes("read again")); tries += 1) {
      assert.ok(tries < 100, "the revocation list was not read again");
      await pause(20);
    }
  }

  it("has at least 200 rows that are malformed", () => {
    const malformed = rows.filter(({ fate }) => typeof fate === "string" || fate.some((one) => one !== "accepted"));
    assert.ok(malformed.length >= 200, String(malformed.length));
    const titles = rows.map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
    );
  });

  it("meets its fate, row by row, and the collector never fails", async () => {
    const problems: string[] = [];
    for (const row of rows) {
      const { records } = running.sinks.events;
      const { events: quarantined } = running.sinks.quarantine;
      const before = { records: records.length, quarantined: quarantined.length };
      try {
        const answer = await client.send(row);
        assertFate(row, answer);
        answered.set(row, answer);
        const fates = typeof row.fate === "string" ? [] : row.fate;
        assertKept(fates, before);
      } catch (error) {
        problems.push(`${row.title}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    assert.deepEqual(problems, []);
    assert.deepEqual(
      running.log.filter(({ level }) => Number(level) >= 50),
      [],
    );
  });

  /** What a row left in the sinks: accepted events in their topics, the others with their bytes as they came. */
  function assertKept(
    fates: readonly EventFate[],
    before: { readonly records: number; readonly quarantined: number },
  ): void {
    const records = running.sinks.events.records.slice(before.records);
    const stored = running.sinks.quarantine.events.slice(before.quarantined);
    const expected = fates.filter((fate) => fate !== "accepted");
    assert.deepEqual(
      records.map(({ topic }) => topic === "quarantine"),
      fates.map((fate) => fate !== "accepted"),
    );
    assert.deepEqual(
      stored.map(({ reason }) => reason),
      expected.map(({ quarantined }) => quarantined),
    );
    stored.forEach(({ bytes }, index) => {
      assert.ok(
        bytes.equals(expected[index]?.bytes ?? Buffer.alloc(0)),
        `bucket: ${bytes.subarray(0, 200).toString()}`,
      );
    });
    records
      .filter(({ topic }) => topic === "quarantine")
      .forEach(({ value, headers }, index) => {
        const { quarantined, bytes = Buffer.alloc(0) } = expected[index] ?? {};
        assert.equal(headers?.reason, quarantined);
        const isLeftOut = headers?.size !== undefined;
        assert.ok(isLeftOut ? Number(headers.size) === bytes.length : value.equals(bytes), "topic: other bytes");
      });
  }

  it("adds up: what was sent is accepted, quarantined or refused, in the answers, the sinks and the metrics", async () => {
    assert.equal(answered.size, rows.length);
    const fates = rows.flatMap(({ fate }) => (typeof fate === "string" ? [] : fate));
    const accepted = fates.filter((fate) => fate === "accepted").length;
    const quarantined = fates.length - accepted;
    const refused = rows.filter(({ fate }) => typeof fate === "string").length;
    const { records } = running.sinks.events;
    assert.equal(records.filter(({ topic }) => topic !== "quarantine").length, accepted);
    assert.equal(records.filter(({ topic }) => topic === "quarantine").length, quarantined);
    assert.equal(running.sinks.quarantine.events.length, quarantined);
    const agent = new Agent({ ca: running.ca });
    const { text } = await ask({ port: running.collector.internalPort, agent, path: "/metrics", method: "GET" });
    assert.deepEqual(countsIn(text), { accepted, quarantined, refused });
  });

  it("has no event that is accepted twice", () => {
    const ids = running.sinks.events.records
      .filter(({ topic }) => topic !== "quarantine")
      .map(({ value }) => (JSON.parse(value.toString()) as { readonly event_id: string }).event_id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
