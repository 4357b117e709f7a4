import assert from "node:assert/strict";
import { durationMs, readExternalSecret } from "../../../../local/runtime/kubernetes/external-secrets.ts";

describe("an ExternalSecret", () => {
  it("is read again after a Go duration; zero is never", () => {
    assert.equal(durationMs("30s"), 30_000);
    assert.equal(durationMs("1h0m0.5s"), 3_600_500);
    assert.equal(durationMs("0"), Number.POSITIVE_INFINITY);
    for (const text of ["", "1 h", "h", "10"]) assert.throws(() => durationMs(text), /is no duration/);
  });

  it("is refused for what this machine does not do, by name", () => {
    const manifest = (spec: object): object => ({
      metadata: { name: "tls" },
      spec: { secretStoreRef: { name: "aws" }, target: {}, ...spec },
    });
    assert.equal(readExternalSecret(manifest({})).spec.refreshInterval, "1h");
    const refused = [
      [{ target: { template: { data: {} } } }, /without a template/],
      [{ dataFrom: [{ find: { name: { regexp: "a" } } }] }, /find/],
      [{ data: [{ secretKey: "a", remoteRef: { key: "b", decodingStrategy: "Base64" } }] }, /decodingStrategy/],
    ] as const;
    for (const [spec, problem] of refused) assert.throws(() => readExternalSecret(manifest(spec)), problem);
  });
});
