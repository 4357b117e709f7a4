import assert from "node:assert/strict";
import { accept, collectorDouble, refuse } from "./collector-double.ts";
import { fast, reading, useField } from "./field.ts";

describe("DeviceClient with credentials", () => {
  const field = useField();

  it("presents the certificate, and another one as soon as the files change", async () => {
    const client = field.connect();
    await client.send(reading());
    await field.collector.renewCertificate("renewed");
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await client.send(reading());
    assert.deepEqual(
      field.collector.requests.map((request) => request.client),
      ["device", "renewed"],
    );
  });

  it("looks at the files at once when the certificate is refused", async () => {
    field.collector.behave((...parameters) => {
      void field.collector.renewCertificate("renewed").then(() => refuse("certificate_expired")(...parameters));
    }, accept);
    assert.deepEqual(await field.connect().send(reading()), { outcome: "accepted" });
    assert.equal(field.collector.requests[1]?.client, "renewed");
  });

  it("sends a token, and asks for another one when it is refused", async () => {
    field.collector.behave(refuse("token_expired"), accept);
    const tokens: (string | undefined)[] = [];
    let current = "first";
    const client = field.connect({
      credentials: {
        token: (rejected) => {
          if (rejected !== undefined) current = "second";
          tokens.push(rejected);
          return current;
        },
      },
    });
    assert.deepEqual(await client.send(reading()), { outcome: "accepted" });
    assert.deepEqual(
      field.collector.requests.map(({ headers }) => headers.authorization),
      ["Bearer first", "Bearer second"],
    );
    assert.deepEqual(tokens, [undefined, "first", undefined]);
  });

  it("does not trust a collector of another authority", async () => {
    const other = await collectorDouble();
    try {
      const client = field.connect({ url: other.url, retry: { ...fast, totalMs: 50 } });
      const outcome = await client.send(reading());
      assert.ok(outcome.outcome === "refused" && outcome.code === "no_answer");
      assert.equal(other.requests.length, 0);
    } finally {
      await other.close();
    }
  });

  it("fails without TLS", () => {
    assert.throws(() => field.connect({ url: "http://127.0.0.1:1" }), /url must be https/);
  });
});
