import assert from "node:assert/strict";
import { CollectorCertificates } from "../../../components/ingestion/collector-certificates.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = {
  place,
  namespace: "ingestion",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/1",
  deleteDataOnDestroy: false,
};

describe("CollectorCertificates", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes a secret under the prefix that External Secrets may read, and puts no value into it", async () => {
    new CollectorCertificates("certificates", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:secretsmanager/secret:Secret");
    assert.equal(inputs.name, "test-kubernetes/collector-tls");
    assert.equal(inputs.kmsKeyId, args.kmsKeyArn);
    assert.equal(inputs.recoveryWindowInDays, 30);
    assert.deepEqual(mocks.ofType("aws:secretsmanager/secretVersion:SecretVersion"), []);
  });

  it("copies all of it into one Secret of the namespace, by a store of that namespace alone", async () => {
    new CollectorCertificates("certificates", args, recorded.options);
    await mocks.settle();
    const store = mocks.one("kubernetes:external-secrets.io/v1:SecretStore").inputs;
    assert.deepEqual(store.spec, { provider: { aws: { service: "SecretsManager", region: "eu-central-1" } } });
    const copy = mocks.one("kubernetes:external-secrets.io/v1:ExternalSecret").inputs;
    const spec = copy.spec as Record<string, unknown>;
    assert.deepEqual(spec.secretStoreRef, { kind: "SecretStore", name: "collector-tls" });
    assert.deepEqual(spec.dataFrom, [{ extract: { key: "test-kubernetes/collector-tls" } }]);
    assert.equal((spec.target as { name: string }).name, "collector-tls");
    assert.equal((copy.metadata as { namespace: string }).namespace, "ingestion");
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new CollectorCertificates("one", args, recorded.options);
    new CollectorCertificates("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
