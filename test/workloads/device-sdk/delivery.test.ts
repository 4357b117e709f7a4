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
