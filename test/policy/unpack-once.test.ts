import assert from "node:assert/strict";
import { createRequire } from "node:module";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { unpackOnce } from "../../policy/unpack-once.ts";

/** The SDK's own handler of the engine's requests, which it marks as internal. */
interface Server {
  makeAnalyzeRpcFun: (...pack: readonly unknown[]) => (call: object, answer: (error?: Error) => void) => Promise<void>;
}

describe("unpackOnce", () => {
  it("unpacks a resource's properties once for all rules, in the SDK's own server", async () => {
    unpackOnce();
    const { makeAnalyzeRpcFun } = createRequire(import.meta.url)("@pulumi/policy/server") as Server;
    const properties = struct.Struct.fromJavaScript({ enableKeyRotation: true });
    let unpacked = 0;
    properties.toJavaScript = () => {
      unpacked += 1;
      return { enableKeyRotation: true };
    };
    const seen: unknown[] = [];
    const rules = ["one", "two", "three"].map((name) => ({
      name,
      validateResource: ({ props }: { props: Record<string, unknown> }) => seen.push(props.enableKeyRotation),
    }));
    const request = new analyzer.AnalyzeRequest();
    request.setType("aws:kms/key:Key");
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    request.setProperties(properties);
    await makeAnalyzeRpcFun(
      "pack",
      "1.0.0",
      "advisory",
      rules,
    )({ request }, (error) => {
      assert.ifError(error);
    });
    assert.deepEqual(seen, [true, true, true]);
    assert.equal(unpacked, 1);
  });
});
