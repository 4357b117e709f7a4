import assert from "node:assert/strict";
import { accept, answer, breakAnswer, loseAnswer, refuse } from "./collector-double.ts";
import { fast, reading, useField } from "./field.ts";

describe("DeviceClient, when it is not answered as kept,", () => {
  const field = useField();

  for (const [what, behaviour] of Object.entries({
    "after 503": refuse("unavailable"),
    "after 429": refuse("overloaded"),
    "after 408": refuse("request_timeout"),
    "after an answer that was lost": loseAnswer,
    "after half an answer": breakAnswer,
    "after a 502 of a load balancer": (...[, response]: Parameters<typeof accept>) =>
      response.writeHead(502, { "content-type": "text/html" }).end("<html>"),
    "after a 200 that has too few results": (...[, response]: Parameters<typeof accept>) => {
      answer([], response);
    },
    "after a 200 with results of other events": (...[request, response]: Parameters<typeof accept>) => {
      answer(
        request.events.map(() => ({ outcome: "accepted", event_id: "b5ad9d3f-6c0f-4c0c-93f0-5e5f5ad6a9a1" })),
        response,
      );
    },
  })) {
    it(`sends the same events again ${what}`, async () => {
      field.collector.behave(behaviour, behaviour, accept);
      const client = field.connect();
      const event = reading();
      assert.deepEqual(await client.send(event), { outcome: "accepted" });
      assert.deepEqual(field.collector.events(), [event, event, event]);
      assert.deepEqual(client.counts(), {
        sent: 1,
        accepted: 1,
        quarantined: 0,
        refused: 0,
        pending: 0,
        codes: {},
      });
    });
  }

  it("waits as long as Retry-After says", async () => {
    field.collector.behave(refuse("unavailable", { "retry-after": "1" }), accept);
    const client = field.connect();
    const began = performance.now();
    await client.send(reading());
    assert.ok(performance.now() - began >= 1_000);
  });

  it("gives up when its time is over: the event stays the sender's, with the collector's code", async () => {
    field.collector.behave(...Array.from({ length: 1_000 }, () => refuse("unavailable")));
    const client = field.connect({ retry: { ...fast, totalMs: 1_000 } });
    assert.deepEqual(await client.send(reading()), { outcome: "refused", code: "unavailable" });
    assert.ok(field.collector.requests.length > 2);
    assert.deepEqual(client.counts().codes, { unavailable: 1 });
  });

  it("gives up at once when Retry-After asks for more time than there is", async () => {
    field.collector.behave(refuse("unavailable", { "retry-after": "3600" }), accept);
    const client = field.connect();
    assert.equal((await client.send(reading())).outcome, "refused");
    assert.equal(field.collector.requests.length, 1);
  });

  it("believes no Retry-After of more than six hours", async () => {
    field.collector.behave(refuse("overloaded", { "retry-after": "99999999999" }), accept);
    const waits: number[] = [];
    const abort = new AbortController();
    const client = field.connect({
      retry: { ...fast, totalMs: Infinity },
      signal: abort.signal,
      onMetric: (metric) => {
        if (metric.kind === "retry") waits.push(metric.waitMs);
      },
    });
    const outcome = client.send(reading());
    while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(field.collector.requests.length, 1);
    const [waitMs = 0] = waits;
    assert.ok(waitMs >= 6 * 3_600_000 && waitMs < 6 * 3_600_000 + fast.capMs, `${waitMs} ms`);
    abort.abort();
    assert.deepEqual(await outcome, { outcome: "refused", code: "aborted" });
  });

  it("waits until a Retry-After that is a date by the clock that wrote it", async () => {
    const theirs = Date.parse("2050-01-01T00:00:00Z");
    const date = new Date(theirs).toUTCString();
    const later = new Date(theirs + 1_000).toUTCString();
    field.collector.behave(refuse("unavailable", { date, "retry-after": later }), accept);
    const began = performance.now();
    assert.deepEqual(await field.connect().send(reading()), { outcome: "accepted" });
    assert.ok(performance.now() - began >= 1_000);
  });

  describe("where a token never comes", () => {
    const credentials = { token: () => new Promise<string>(() => undefined) };

    it("gives up when its time is over", async () => {
      const client = field.connect({ credentials, requestTimeoutMs: 50, retry: { ...fast, totalMs: 100 } });
      assert.deepEqual(await client.send(reading()), {
        outcome: "refused",
        code: "no_answer",
        detail: "no answer in 50 ms",
      });
    });

    it("gives up by its signal", async () => {
      const abort = new AbortController();
      const client = field.connect({ credentials, signal: abort.signal });
      const outcome = client.send(reading());
      setTimeout(() => {
        abort.abort();
      }, 20);
      assert.deepEqual(await outcome, { outcome: "refused", code: "aborted" });
    });

    it("lets a refusal stand that it was to mend", async () => {
      field.collector.behave(refuse("token_expired"));
      const token = (rejected?: string): string | Promise<string> =>
        rejected === undefined ? "old" : new Promise<string>(() => undefined);
      const client = field.connect({ credentials: { token }, requestTimeoutMs: 1_000 });
      assert.deepEqual(await client.send(reading()), { outcome: "refused", code: "token_expired" });
    });
  });

  it("says no_answer where nobody listens", async () => {
    const client = field.connect({ url: "https://127.0.0.1:1", retry: { ...fast, totalMs: 50 } });
    const outcome = await client.send(reading());
    assert.ok(outcome.outcome === "refused" && outcome.code === "no_answer");
    assert.match(outcome.detail ?? "", /ECONNREFUSED/);
  });

  it("does not wait for an answer longer than a request may take", async () => {
    field.collector.behave(() => undefined, accept);
    const client = field.connect({ requestTimeoutMs: 100 });
    assert.deepEqual(await client.send(reading()), { outcome: "accepted" });
    assert.equal(field.collector.requests.length, 2);
  });

  it("tries a refusal that would stay one no second time", async () => {
    field.collector.behave(refuse("no_device"), accept);
    const client = field.connect();
    assert.deepEqual(await client.send(reading()), { outcome: "refused", code: "no_device" });
    assert.equal(field.collector.requests.length, 1);
  });

  it("says foreign_answer where a firewall refuses", async () => {
    field.collector.behave((_, response) => response.writeHead(403, { "content-type": "text/html" }).end("no"));
    const outcome = await field.connect().send(reading());
    assert.deepEqual(outcome, {
      outcome: "refused",
      code: "foreign_answer",
      detail: "HTTP 403 that no collector wrote",
    });
  });
});
