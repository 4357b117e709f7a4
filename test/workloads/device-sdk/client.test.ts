import assert from "node:assert/strict";
import { type ServerResponse } from "node:http";
import { ClientClosedError, type Metric, QueueFullError } from "../../../workloads/device-sdk/index.ts";
import { accept, answer, refuse } from "./collector-double.ts";
import { reading, useField } from "./field.ts";

describe("DeviceClient", () => {
  const field = useField();

  describe("batches", () => {
    it("hold as many events as they may, in the order sent, compressed", async () => {
      const client = field.connect({ batch: { events: 40, waitMs: 1_000 } });
      const events = Array.from({ length: 100 }, (_, value) => reading("d1", value));
      const outcomes = events.map((event) => client.send(event));
      await client.flush();
      assert.deepEqual(
        field.collector.requests.map((request) => request.events.length),
        [40, 40, 20],
      );
      assert.deepEqual(field.collector.events(), events);
      assert.equal(field.collector.requests[0]?.headers["content-encoding"], "gzip");
      assert.deepEqual(new Set((await Promise.all(outcomes)).map(({ outcome }) => outcome)), new Set(["accepted"]));
    });

    it("go when the first event has waited long enough", async () => {
      const client = field.connect({ batch: { waitMs: 20 } });
      assert.deepEqual(await client.send(reading()), { outcome: "accepted" });
    });

    const proxy = (_: unknown, response: ServerResponse): unknown =>
      response.writeHead(413, { "content-type": "text/html" }).end("<h1>413 Request Entity Too Large</h1>");
    for (const [who, tooMany] of [
      ["the collector", refuse("too_many_events")],
      ["a proxy before it", proxy],
    ] as const) {
      it(`are halved where ${who} takes less, and keep their order`, async () => {
        field.collector.behave(
          ...Array.from({ length: 20 }, () => (...[request, response, number]: Parameters<typeof accept>) => {
            (request.events.length > 3 ? tooMany : accept)(request, response, number);
          }),
        );
        const client = field.connect({ batch: { events: 10, waitMs: 1_000 } });
        const events = Array.from({ length: 10 }, (_, value) => reading("d1", value));
        for (const event of events) void client.send(event);
        await client.flush();
        assert.equal(client.counts().accepted, 10);
        const taken = field.collector.requests.filter((request) => request.events.length <= 3);
        assert.deepEqual(
          taken.flatMap((request) => request.events),
          events,
        );
      });
    }

    it("of different devices go side by side, those of one device never", async () => {
      let underWay = 0;
      let most = 0;
      const devicesUnderWay = new Set<string>();
      const slow = (...[request, response, number]: Parameters<typeof accept>): void => {
        most = Math.max(most, ++underWay);
        const devices = new Set(request.events.map(({ device_id }) => device_id));
        for (const device of devices) {
          assert.ok(!devicesUnderWay.has(device));
          devicesUnderWay.add(device);
        }
        setTimeout(() => {
          underWay--;
          for (const device of devices) devicesUnderWay.delete(device);
          accept(request, response, number);
        }, 5);
      };
      field.collector.behave(...Array.from({ length: 1_000 }, () => slow));
      const client = field.connect({ lanes: 4, batch: { events: 5 } });
      for (let index = 0; index < 200; index++) void client.send(reading(`d${index % 17}`, index));
      await client.flush();
      assert.equal(client.counts().accepted, 200);
      assert.ok(most > 1 && most <= 4, `${most} requests at a time`);
    });
  });

  it("tells which events are quarantined, and why", async () => {
    field.collector.behave((request, response) => {
      answer(
        request.events.map(({ event_id }, index) =>
          index === 1
            ? { outcome: "quarantined", event_id, code: "schema", detail: "/payload must have measurements" }
            : { outcome: "accepted", event_id },
        ),
        response,
      );
    });
    const client = field.connect();
    const outcomes = await Promise.all([reading(), reading(), reading()].map((event) => client.send(event)));
    assert.deepEqual(outcomes, [
      { outcome: "accepted" },
      { outcome: "quarantined", code: "schema", detail: "/payload must have measurements" },
      { outcome: "accepted" },
    ]);
    assert.deepEqual(client.counts(), {
      sent: 3,
      accepted: 2,
      quarantined: 1,
      refused: 0,
      pending: 0,
      codes: { schema: 1 },
    });
  });

  describe("holds no more than it may", () => {
    it("and says so instead of dropping an event", async () => {
      const client = field.connect({ pending: { events: 3 }, batch: { waitMs: 50 } });
      const sent = [reading(), reading(), reading()].map((event) => client.send(event));
      await assert.rejects(client.send(reading()), QueueFullError);
      await client.ready();
      sent.push(client.send(reading()));
      assert.equal((await Promise.all(sent)).length, 4);
      assert.equal(client.counts().sent, 4);
    });

    it("whatever a producer that waits for room sends", async () => {
      const client = field.connect({ pending: { bytes: 20_000 }, batch: { events: 50 } });
      let most = 0;
      for (let index = 0; index < 2_000; index++) {
        await client.ready();
        void client.send(reading("d1", index));
        most = Math.max(most, client.counts().pending);
      }
      await client.flush();
      assert.equal(client.counts().accepted, 2_000);
      assert.ok(most < 150, `${most} events were pending`);
    });
  });

  describe("close", () => {
    it("sends what waits, and takes nothing more", async () => {
      const client = field.connect({ batch: { waitMs: 60_000 } });
      const outcome = client.send(reading());
      await client.close();
      assert.deepEqual(await outcome, { outcome: "accepted" });
      await assert.rejects(client.send(reading()), ClientClosedError);
    });
  });

  it("ends at once by its signal: what has no answer is refused as aborted", async () => {
    field.collector.behave(() => undefined);
    const abort = new AbortController();
    const client = field.connect({ signal: abort.signal, batch: { events: 1 } });
    const outcomes = [client.send(reading()), client.send(reading())];
    while (field.collector.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    assert.deepEqual(await Promise.all(outcomes), [
      { outcome: "refused", code: "aborted" },
      { outcome: "refused", code: "aborted" },
    ]);
    await assert.rejects(client.send(reading()), ClientClosedError);
  });

  it("tells of every request and retry", async () => {
    field.collector.behave(refuse("unavailable"), accept);
    const metrics: Metric[] = [];
    await field.connect({ onMetric: (metric) => metrics.push(metric) }).send(reading());
    assert.deepEqual(
      metrics.map((metric) => [metric.kind, "status" in metric ? metric.status : "why" in metric && metric.why]),
      [
        ["request", 503],
        ["retry", "unavailable"],
        ["request", 200],
      ],
    );
  });

  it("reports how far the collector's clock is from its own", async () => {
    field.collector.behave((...parameters) => {
      const [, response] = parameters;
      response.setHeader("date", new Date(Date.now() + 3_600_000).toUTCString());
      accept(...parameters);
    });
    const client = field.connect();
    assert.equal(client.clockSkew(), undefined);
    await client.send(reading());
    const skew = client.clockSkew();
    assert.ok(skew !== undefined && Math.abs(skew.aheadMs - 3_600_000) <= skew.uncertaintyMs);
    assert.ok(skew.uncertaintyMs < 2_000);
  });
});
