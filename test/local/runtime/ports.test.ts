import assert from "node:assert/strict";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import { brokerSlots, choosePorts, defaultPortBase, portsFrom, requireFree } from "../../../local/runtime/ports.ts";
import type { StateDirectory } from "../../../local/runtime/state-directory.ts";
import { temporaryState } from "./temporary-state.ts";

describe("portsFrom", () => {
  it("gives every listener of every broker a port of its own", () => {
    const ports = portsFrom(20_000);
    const brokers = Array.from({ length: brokerSlots }, (_, slot) => ports.broker(slot));
    const all = [ports.control, ports.emulator, ...brokers.flatMap((broker) => Object.values<number>({ ...broker }))];
    assert.equal(new Set(all).size, all.length);
  });
});

describe("defaultPortBase", () => {
  it("leaves all ports below those that Linux (32768) and macOS (49152) give to outgoing connections", () => {
    assert.ok(portsFrom(defaultPortBase).broker(brokerSlots - 1).controller < 32_768);
  });
});

describe("choosePorts", () => {
  let state: StateDirectory;
  beforeEach(() => (state = temporaryState()));
  afterEach(() => {
    fs.rmSync(state.root, { recursive: true });
  });

  it("keeps what was chosen first, so that published addresses stay the same", () => {
    assert.equal(choosePorts(state, "").base, defaultPortBase);
    assert.equal(choosePorts(state, "21000").base, 21_000);
    assert.equal(choosePorts(state, "").base, 21_000);
  });

  it("fails when PLATFORM_PORT_BASE is not a port that leaves room", () => {
    for (const asked of ["http", "80", "65500", "4567.5"]) {
      assert.throws(() => choosePorts(state, asked), {
        message: `PLATFORM_PORT_BASE is ${asked}; it must be a whole number from 1024 to 65435.`,
      });
    }
  });
});

describe("requireFree", () => {
  it("fails when something listens: names the port, its purpose, the process and PLATFORM_PORT_BASE", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert(typeof address === "object" && address !== null);
    try {
      await assert.rejects(requireFree(address.port, "the AWS emulator", 21_000), (error: Error) => {
        assert.match(
          error.message,
          new RegExp(`^Port ${address.port} on 127.0.0.1, which is for the AWS emulator, is in use`),
        );
        assert.match(error.message, /PLATFORM_PORT_BASE=<number> \(now 21000; it uses 21000 to 21099\)/);
        // Only where the system shows it.
        if (process.platform === "linux")
          assert.match(error.message, new RegExp(`by process ${process.pid} \\(.*node`));
        return true;
      });
    } finally {
      server.close();
    }
  });

  it("fails when an outgoing connection holds the port: names its process, and where ports are not handed out", async function () {
    // Only there can the holder be seen.
    if (process.platform !== "linux") this.skip();
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert(typeof address === "object" && address !== null);
    const connection = net.connect(address.port, "127.0.0.1");
    await once(connection, "connect");
    const port = connection.localPort ?? 0;
    try {
      await assert.rejects(requireFree(port, "broker 3", port - 12), (error: Error) => {
        assert.match(error.message, new RegExp(`^Port ${port} .* by process ${process.pid} \\(`));
        assert.match(
          error.message,
          /The system gives ports \d+ to \d+ to outgoing connections, .* choose a number below/,
        );
        return true;
      });
    } finally {
      connection.destroy();
      server.close();
    }
  });

  it("passes when nothing listens, and leaves the port free", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert(typeof address === "object" && address !== null);
    server.close();
    await once(server, "close");
    await requireFree(address.port, "anything", 21_000);
    await requireFree(address.port, "anything", 21_000);
  });
});
