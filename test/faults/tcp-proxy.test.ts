import assert from "node:assert/strict";
import { once } from "node:events";
import * as net from "node:net";
import { TcpProxy } from "./harness/tcp-proxy.ts";

describe("TcpProxy", () => {
  let echo: net.Server;
  let proxy: TcpProxy;

  beforeEach(async () => {
    echo = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.pipe(socket);
    });
    await once(echo.listen(0, "127.0.0.1"), "listening");
    proxy = await TcpProxy.start(0, (echo.address() as net.AddressInfo).port); // listening on TCP
  });

  afterEach(async () => {
    await proxy.close();
    echo.close();
  });

  async function connected(): Promise<{ socket: net.Socket; received: () => string }> {
    const socket = net.connect(proxy.port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return { socket, received: () => text };
  }

  const closed = (socket: net.Socket): Promise<void> =>
    new Promise((resolve) => {
      if (socket.destroyed) resolve();
      else
        socket.once("close", () => {
          resolve();
        });
    });
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  it("passes on bytes both ways, in order, also while its speed changes", async () => {
    const { socket, received } = await connected();
    let sent = "";
    for (let number = 0; number < 300; number += 1) {
      if (number === 100) proxy.slow({ latencyMs: 30 });
      if (number === 200) proxy.heal();
      socket.write(`${number},`);
      sent += `${number},`;
      if (number % 10 === 0) await wait(1);
    }
    while (received().length < sent.length) await wait(5);
    assert.equal(received(), sent);
    socket.destroy();
  });

  it("delays by its latency each way, and passes on no more than its bandwidth", async () => {
    const { socket } = await connected();
    proxy.slow({ latencyMs: 60 });
    const began = performance.now();
    socket.write("x");
    await once(socket, "data");
    assert.ok(performance.now() - began >= 115);
    proxy.slow({ bytesPerSecond: 10_000 });
    const narrow = performance.now();
    socket.write(Buffer.alloc(1_000));
    await once(socket, "data");
    assert.ok(performance.now() - narrow >= 95);
    socket.destroy();
  });

  it("holds one direction and passes on the other, and all of it when healed", async () => {
    const { socket, received } = await connected();
    const arrived: string[] = [];
    proxy.onBytes = (direction) => arrived.push(direction);
    proxy.hold("back");
    socket.write("there");
    await wait(50);
    assert.equal(received(), "");
    assert.deepEqual(arrived, ["forth", "back"]);
    proxy.heal();
    await once(socket, "data");
    assert.equal(received(), "there");
    socket.destroy();
  });

  it("cuts what is connected, and refuses what is new until healed", async () => {
    const { socket } = await connected();
    proxy.refuse();
    await closed(socket);
    const refused = net.connect(proxy.port, "127.0.0.1");
    refused.on("error", () => undefined);
    await closed(refused);
    proxy.heal();
    const { socket: again, received } = await connected();
    again.write("back");
    await once(again, "data");
    assert.equal(received(), "back");
    again.destroy();
  });
});
