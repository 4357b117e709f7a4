import * as assert from "node:assert/strict";
import { type Autoscaler } from "../../../components/cluster/autoscalers.ts";
import { Autoscaling, type AutoscalingArgs } from "../../../components/cluster/autoscaling.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: AutoscalingArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  by: "karpenter",
  clusterName: "test-platform",
  identity: { by: "pod-identity", oidcIssuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD" },
  nodeRoleName: "test-nodes",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  keyAlias: "alias/test-cluster",
};

describe("Autoscaling", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  async function made(by: Autoscaler): Promise<Autoscaling["outputs"]> {
    const { outputs } = new Autoscaling("scaling", { ...args, by }, recorded.options);
    await mocks.settle();
    return outputs;
  }

  it("gives Karpenter a role, a queue of interruptions and the profile of its nodes", async () => {
    assert.deepEqual(await made("karpenter"), {
      by: "karpenter",
      controller: {
        roleArn: "arn:aws:iam::111111111111:role/test-karpenter",
        serviceAccount: { namespace: "kube-system", name: "karpenter" },
      },
      interruptionQueue: {
        name: "test-node-interruptions",
        arn: "arn:aws:sqs:eu-central-1:111111111111:test-node-interruptions",
      },
      instanceProfileName: "test-nodes",
    });
    assert.deepEqual(mocks.one("aws:iam/instanceProfile:InstanceProfile").inputs, {
      name: "test-nodes",
      role: "test-nodes",
    });
  });

  it("gives the cluster autoscaler a role and nothing else", async () => {
    assert.deepEqual(await made("cluster-autoscaler"), {
      by: "cluster-autoscaler",
      controller: {
        roleArn: "arn:aws:iam::111111111111:role/test-cluster-autoscaler",
        serviceAccount: { namespace: "kube-system", name: "cluster-autoscaler" },
      },
    });
    assert.deepEqual(mocks.ofType("aws:sqs/queue:Queue"), []);
  });

  for (const by of ["auto-mode", "none"] as const) {
    it(`makes nothing for ${by}`, async () => {
      assert.deepEqual(await made(by), { by });
      assert.deepEqual(mocks.ofType("aws:iam/role:Role"), []);
    });
  }

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Autoscaling("one", args, recorded.options);
    new Autoscaling("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
