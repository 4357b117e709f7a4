import * as assert from "node:assert/strict";
import { ClusterAddon, type ClusterAddonArgs } from "../../../components/cluster/cluster-addon.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ClusterAddonArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  plainClusterName: "test-platform",
  addon: { name: "coredns", stage: "after-nodes", preserve: true },
  version: "v1.13.2-eksbuild.4",
  identity: { by: "pod-identity", oidcIssuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD" },
};

const withAccess: ClusterAddonArgs["addon"] = {
  name: "vpc-cni",
  stage: "before-nodes",
  preserve: true,
  access: {
    serviceAccount: { namespace: "kube-system", name: "aws-node" },
    purpose: "vpc-cni",
    managedPolicies: ["AmazonEKS_CNI_Policy"],
  },
  configuration: { enableNetworkPolicy: "true" },
};

const addon = "aws:eks/addon:Addon";

describe("ClusterAddon", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("installs the version given, over what is there", async () => {
    new ClusterAddon("addon", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(addon).inputs, {
      clusterName: "test-platform",
      addonName: "coredns",
      addonVersion: "v1.13.2-eksbuild.4",
      preserve: true,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    });
  });

  it("associates a role with its service account before it starts", async () => {
    new ClusterAddon("addon", { ...args, addon: withAccess }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.dependenciesOf(addon, "addon-addon"), ["platform:cluster:WorkloadRole addon-role"]);
    assert.equal(mocks.one(addon).inputs.serviceAccountRoleArn, undefined);
    assert.equal(mocks.one(addon).inputs.configurationValues, '{"enableNetworkPolicy":"true"}');
    const { inputs } = mocks.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.deepEqual([inputs.namespace, inputs.serviceAccount], ["kube-system", "aws-node"]);
  });

  it("names the role to EKS where pods get credentials by IRSA", async () => {
    const identity = { ...args.identity, by: "irsa" } as const;
    new ClusterAddon("addon", { ...args, addon: withAccess, identity }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one(addon).inputs.serviceAccountRoleArn, "arn:aws:iam::111111111111:role/test-vpc-cni");
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ClusterAddon("one", { ...args, addon: withAccess }, recorded.options);
    new ClusterAddon("two", { ...args, addon: withAccess }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
