import assert from "node:assert/strict";
import { once } from "node:events";
import * as net from "node:net";
import { checkTransport } from "../../../cli/smoke/transport.ts";
import { type TlsEndpoint, tlsEndpoint } from "../../../cli/smoke/tls-endpoint.ts";
import { toolchain } from "../../../local/toolchain/index.ts";

/** The part of the input that the check reads. */
function check(bootstrapBrokers: string, caFile?: string): Promise<string> {
  return checkTransport({ streaming: { bootstrapBrokers }, caFile });
}

describe("checkTransport", () => {
  let endpoint: TlsEndpoint;
  let broker = "";

  before(async function () {
    this.timeout(60_000);
    const { java } = await toolchain(["java"], () => undefined);
    assert(java);
    endpoint = await tlsEndpoint("http://127.0.0.1:1", java);
    broker = new URL(endpoint.url).host;
  });

  after(() => endpoint.close());

  it("passes brokers that speak TLS only, with a certificate for their host", async () => {
    assert.match(await check(`${broker},${broker}`, endpoint.trust.pemFile), /^2 brokers: TLSv1\.3/);
  });

  it("fails when the certificate is of an authority nobody trusts", async () => {
    await assert.rejects(check(broker), /expected a TLS handshake with 127\.0\.0\.1:\d+; got self-signed certificate/);
  });

  it("fails when nobody listens", async () => {
    await assert.rejects(check("127.0.0.1:1"), /got connect ECONNREFUSED 127\.0\.0\.1:1\. Next: is the broker running/);
  });

  it("fails when the port speaks plaintext", async () => {
    const plain = net.createServer((socket) => {
      socket.on("error", () => undefined).on("data", () => socket.end("plain text\n"));
    });
    await once(plain.listen(0, "127.0.0.1"), "listening");
    const address = plain.address();
    assert(address !== null && typeof address === "object");
    await assert.rejects(check(`127.0.0.1:${address.port}`, endpoint.trust.pemFile), /expected a TLS handshake/);
    plain.close();
  });
});
