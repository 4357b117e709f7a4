import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:https";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type CollectorSettingsFile } from "../../../../workloads/collector/settings.ts";
import { openByHand } from "../support/by-hand.ts";
import { type Answered, ask } from "../support/client.ts";
import { run, type Running, telemetry } from "../support/running.ts";

describe("listen", () => {
  let running: Running;
  let agent: Agent;

  async function start(limits: CollectorSettingsFile["limits"] = {}): Promise<void> {
    running = await run({ settings: { limits } });
    agent = new Agent({ keepAlive: true, ca: running.ca, ...(await running.authority.issue({ device: "d-1" })) });
  }

  afterEach(async () => {
    agent.destroy();
    await running.stop();
  });

  const send = (headers = {}): Promise<Answered> =>
    ask({
      port: running.collector.port,
      agent,
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(telemetry("d-1")),
    });
  const metrics = (): Promise<string> => running.collector.metrics.registry.metrics();

  it("answers what it took in before it refuses what came behind it on the connection", async () => {
    await start();
    let letGo = (): void => undefined;
    running.sinks.events.until = new Promise((resolve) => (letGo = resolve));
    const { socket, all } = await openByHand(running);
    const event = JSON.stringify(telemetry("d-1"));
    const head = ["POST /v1/events HTTP/1.1", "Host: x", "Content-Type: application/json"];
    socket.write([...head, `Content-Length: ${event.length}`, "", `${event}no request\r\n\r\n`].join("\r\n"));
    await pause(100);
    socket.write("nor is this\r\n\r\n");
    await pause(100);
    letGo();
    assert.deepEqual((await all).match(/HTTP\/1\.1 \d+|"accepted":\d/g), [
      "HTTP/1.1 200",
      '"accepted":1',
      "HTTP/1.1 400",
    ]);
    assert.match(await metrics(), /requests_refused_total\{code="malformed_request"\} 1\n/);
  });

  it("closes a connection that it ended, though its sender does not", async () => {
    await start({ connections: 1 });
    const { socket } = await openByHand(running, { allowHalfOpen: true });
    socket.write("no request\r\n\r\n");
    await once(socket, "end");
    for (let tries = 0; ; tries += 1) {
      const answer = await send().catch(() => undefined);
      if (answer?.status === 200) break;
      assert.ok(tries < 40, "the connection still takes its place");
      await pause(100);
    }
    socket.destroy();
  });

  it("leaves aside an expectation that it does not know, and one of HTTP/1.0", async () => {
    await start();
    assert.equal((await send({ Expect: "wonders" })).status, 200);
    const { socket, all } = await openByHand(running);
    const request = ["POST /v1/events HTTP/1.0", "Content-Type: application/json", "Expect: 100-continue"];
    socket.write([...request, "Content-Length: 2", "", "[]"].join("\r\n"));
    assert.match(await all, /^HTTP\/1\.1 200 /);
  });

  it("closes a connection on which no TLS begins, and counts no request", async () => {
    await start({ requestTimeoutMs: 100 });
    const silent = connect(running.collector.port, "127.0.0.1");
    silent.unref();
    const isClosed = once(silent, "close").then(() => true);
    assert.ok(await Promise.race([isClosed, pause(5_000, false, { ref: false })]), "it is open still");
    assert.doesNotMatch(await metrics(), /requests_refused_total\{/);
  });
});
