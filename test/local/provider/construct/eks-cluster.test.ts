import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type { Inputs } from "@pulumi/pulumi";
import { constructs } from "../../../../local/provider/construct/eks-cluster.ts";
import { installMocks, type Mocks, recorder, valueOf } from "../../../support/index.ts";

const inputs = {
  name: "test-platform",
  version: "1.34",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
  authenticationMode: "API",
  encryptionConfigKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  skipDefaultNodeGroup: true,
  skipDefaultSecurityGroups: true,
  useDefaultVpcCni: true,
  kubeProxyAddonOptions: { enabled: false },
};

const construct = async (given: Inputs): Promise<Inputs> => {
  const component = constructs["eks:index:Cluster"];
  assert.ok(component);
  return (await component("eks", given, recorder().options)).state;
};

describe("eks:index:Cluster on the one-machine cloud", () => {
  let mocks: Mocks;

  beforeEach(() => {
    mocks = installMocks({
      invokes: { "aws:index/getPartition:getPartition": () => ({ partition: "aws" }) },
      outputs: {
        "aws:eks/cluster:Cluster": () => ({
          endpoint: "https://api",
          certificateAuthority: { data: "Y2E=" },
          identities: [{ oidcs: [{ issuer: "https://issuer" }] }],
          vpcConfig: { clusterSecurityGroupId: "sg-1" },
        }),
      },
    });
  });

  it("makes the published component's children and no more", async () => {
    await construct(inputs);
    await mocks.settle();
    assert.deepEqual(mocks.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:eks/cluster:Cluster eks-eksCluster",
      "aws:iam/role:Role eks-eksRole-role",
      // The hash is that of the policy's ARN, as the published component names it.
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment eks-eksRole-4b490823",
      "eks:index:Cluster eks",
      "eks:index:ServiceRole eks-eksRole",
      "pulumi:providers:kubernetes eks-eks-k8s",
    ]);
  });

  it("makes no role where one is given, and puts the cluster in that", async () => {
    const given = new aws.iam.Role("given", { assumeRolePolicy: "{}" });
    await construct({ ...inputs, serviceRole: given });
    await mocks.settle();
    assert.deepEqual(
      mocks.ofType("aws:iam/role:Role").map(({ name }) => name),
      ["given"],
    );
    assert.equal(mocks.one("aws:eks/cluster:Cluster").inputs.roleArn, "arn:aws:iam:eu-central-1:111111111111:given");
  });

  it("turns all three parts of Auto Mode on together, and no add-on with them", async () => {
    const computeConfig = { nodeRoleArn: "arn:aws:iam::111111111111:role/nodes" };
    const autoMode = { enabled: true, createNodeRole: false, computeConfig };
    await construct({ ...inputs, autoMode, corednsAddonOptions: { enabled: false } });
    await mocks.settle();
    assert.partialDeepStrictEqual(mocks.one("aws:eks/cluster:Cluster").inputs, {
      bootstrapSelfManagedAddons: false,
      computeConfig: { enabled: true, nodePools: ["general-purpose", "system"], ...computeConfig },
      storageConfig: { blockStorage: { enabled: true } },
      kubernetesNetworkConfig: { ipFamily: "ipv4", elasticLoadBalancing: { enabled: true } },
    });
    assert.ok(mocks.resources.some(({ name }) => name === "eks-eksRole"));
  });

  it("encrypts secrets with the key given", async () => {
    await construct(inputs);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:eks/cluster:Cluster").inputs.encryptionConfig, {
      provider: { keyArn: inputs.encryptionConfigKeyArn },
      resources: ["secrets"],
    });
  });

  it("returns the security group that EKS makes for both control plane and nodes", async () => {
    const { clusterSecurityGroupId, nodeSecurityGroupId, oidcIssuer } = await construct(inputs);
    assert.deepEqual(await valueOf([clusterSecurityGroupId, nodeSecurityGroupId, oidcIssuer]), [
      "sg-1",
      "sg-1",
      "issuer",
    ]);
    await mocks.settle();
  });

  it("fails on every argument it does nothing with, by name", async () => {
    await assert.rejects(
      () => construct({ ...inputs, createOidcProvider: true, fargate: true, skipDefaultNodeGroup: false }),
      (error: Error) => {
        assert.match(error.message, /createOidcProvider = true not supported: only false is/);
        assert.match(error.message, /skipDefaultNodeGroup = false not supported: only true is/);
        assert.match(error.message, /fargate not supported/);
        assert.match(error.message, /local\/provider\/construct\/eks-cluster\.ts/);
        return true;
      },
    );
  });
});
