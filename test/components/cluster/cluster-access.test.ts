import * as assert from "node:assert/strict";
import { ClusterAccess, type ClusterAccessArgs } from "../../../components/cluster/cluster-access.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const principalArn = "arn:aws:iam::111111111111:role/platform-team";

const args: ClusterAccessArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  entries: [{ name: "platform-team", principalArn, policies: [{ policy: "AmazonEKSAdminViewPolicy" }] }],
};

const association = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

describe("ClusterAccess", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("gives a principal a policy on the whole cluster", async () => {
    new ClusterAccess("access", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(association).inputs, {
      clusterName: "test-platform",
      principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy",
      accessScope: { type: "cluster" },
    });
    assert.deepEqual(recorded.dependenciesOf(association, "access-platform-team-AmazonEKSAdminViewPolicy"), [
      "aws:eks/accessEntry:AccessEntry access-platform-team",
    ]);
  });

  it("keeps a policy to the namespaces named, and takes Kubernetes groups", async () => {
    const policies = [{ policy: "AmazonEKSEditPolicy", namespaces: ["ingestion"] }] as const;
    const entries = [{ name: "ingestion", principalArn, policies, groups: ["ingestion"] }];
    new ClusterAccess("access", { ...args, entries }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(association).inputs.accessScope, { type: "namespace", namespaces: ["ingestion"] });
    assert.deepEqual(mocks.one("aws:eks/accessEntry:AccessEntry").inputs.kubernetesGroups, ["ingestion"]);
  });

  it("fails with everything that is wrong with the entries", async () => {
    const entries = [{ name: "nobody", principalArn }];
    assert.throws(() => new ClusterAccess("access", { ...args, entries }, recorded.options), {
      message: [
        "Access to the cluster cannot be given so:",
        "  - entries[0]: nobody has neither policies nor groups, and could do nothing",
        "Change cluster:access.",
      ].join("\n"),
    });
    await mocks.settle();
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ClusterAccess("one", args, recorded.options);
    new ClusterAccess("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
