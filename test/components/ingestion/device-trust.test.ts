import assert from "node:assert/strict";
import { DeviceTrust } from "../../../components/ingestion/device-trust.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = {
  place,
  authorities: { bucket: "test-code", key: "ingestion/authorities.pem" },
  revocationLists: [
    { bucket: "test-code", key: "ingestion/one.crl" },
    { bucket: "test-code", key: "ingestion/two.crl", version: "v2" },
    { bucket: "other-code", key: "ingestion/one-crl" },
    { bucket: "other-code", key: "ingestion/one.crl" },
  ],
};

describe("DeviceTrust", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("trusts the authorities of an object, in the version that is there unless one is named", async () => {
    new DeviceTrust("trust", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:lb/trustStore:TrustStore");
    assert.equal(inputs.name, "test-devices");
    assert.equal(inputs.caCertificatesBundleS3Key, "ingestion/authorities.pem");
    assert.ok(!("caCertificatesBundleS3ObjectVersion" in inputs));
  });

  it("revokes what every list names", async () => {
    new DeviceTrust("trust", args, recorded.options);
    await mocks.settle();
    const made = mocks.ofType("aws:lb/trustStoreRevocation:TrustStoreRevocation");
    assert.equal(new Set(made.map(({ name }) => name)).size, 4);
    const lists = made.map(({ inputs }) => inputs);
    assert.deepEqual(lists.map((list) => [list.revocationsS3Key, list.revocationsS3ObjectVersion]).sort(), [
      ["ingestion/one-crl", undefined],
      ["ingestion/one.crl", undefined],
      ["ingestion/one.crl", undefined],
      ["ingestion/two.crl", "v2"],
    ]);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new DeviceTrust("one", args, recorded.options);
    new DeviceTrust("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
