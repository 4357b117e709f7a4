import * as assert from "node:assert/strict";
import { ClusterDefaults, priorities } from "../../../components/kubernetes/cluster-defaults.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";

describe("ClusterDefaults", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("encrypts the volume of a claim that names no class, in the zone of its pod", async () => {
    new ClusterDefaults("defaults", {}, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(storageClass);
    const { annotations } = inputs.metadata as { annotations: Record<string, string> };
    assert.equal(annotations["storageclass.kubernetes.io/is-default-class"], "true");
    assert.deepEqual(inputs.parameters, { type: "gp3", encrypted: "true" });
    assert.equal(inputs.volumeBindingMode, "WaitForFirstConsumer");
  });

  it("takes a key of one's own, and keeps volumes whose claim is gone", async () => {
    const volumeKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/1";
    new ClusterDefaults("defaults", { volumeKeyArn, reclaimPolicy: "Retain" }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(storageClass);
    assert.deepEqual(inputs.parameters, { type: "gp3", encrypted: "true", kmsKeyId: volumeKeyArn });
    assert.equal(inputs.reclaimPolicy, "Retain");
  });

  it("has one priority for whoever names none, and lets batch work push nobody out", async () => {
    new ClusterDefaults("defaults", {}, recorded.options);
    await mocks.settle();
    const classes = mocks.ofType("kubernetes:scheduling.k8s.io/v1:PriorityClass").map(({ inputs }) => inputs);
    assert.equal(classes.length, Object.keys(priorities).length);
    assert.equal(classes.filter(({ globalDefault }) => globalDefault === true).length, 1);
    assert.equal(priorities.batch.preemptionPolicy, "Never");
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ClusterDefaults("one", {}, recorded.options);
    new ClusterDefaults("two", {}, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
