import * as assert from "node:assert/strict";
import { ControlPlane, type ControlPlaneArgs } from "../../../components/cluster/control-plane.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents } from "../../support/index.ts";

const args: ControlPlaneArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  version: "1.34",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  secretsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  secretsKeyAlias: "alias/test-cluster",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  publicAccessCidrs: [],
  privateAccessCidrs: [],
  creatorIsAdmin: false,
  deletionProtection: true,
  zonalShift: true,
  supportType: "STANDARD",
  tier: "standard",
  autoModeNodeRoleArn: undefined,
};

const eksCluster = "eks:index:Cluster";

describe("ControlPlane", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: remoteComponents });
    recorded = recorder();
  });

  /** Makes a control plane and returns what `eks.Cluster` was given. */
  async function made(change: Partial<ControlPlaneArgs> = {}): Promise<Readonly<Record<string, unknown>>> {
    new ControlPlane("plane", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return mocks.one(eksCluster).inputs;
  }

  it("answers inside the VPC only, unless blocks are named", async () => {
    const inputs = await made();
    assert.deepEqual([inputs.endpointPrivateAccess, inputs.endpointPublicAccess], [true, false]);
    assert.equal(inputs.publicAccessCidrs, undefined);
  });

  it("answers the blocks that are named, over the Internet and inside", async () => {
    const inputs = await made({ publicAccessCidrs: ["203.0.113.0/24"] });
    assert.deepEqual(
      [inputs.endpointPrivateAccess, inputs.endpointPublicAccess, inputs.publicAccessCidrs],
      [true, true, ["203.0.113.0/24"]],
    );
  });

  it("lets the named private networks reach its private endpoint, on its port alone", async () => {
    await made({ privateAccessCidrs: ["10.100.0.0/16"] });
    const { inputs } = mocks.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.partialDeepStrictEqual(inputs, {
      securityGroupId: "sg-of-the-cluster",
      cidrIpv4: "10.100.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });

  it("encrypts secrets with the given key, logs everything and lets access entries decide", async () => {
    assert.partialDeepStrictEqual(await made(), {
      encryptionConfigKeyArn: args.secretsKeyArn,
      authenticationMode: "API",
      deletionProtection: true,
      upgradePolicy: { supportType: "STANDARD" },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    });
  });

  it("makes EKS's log group first, with a key and an end", async () => {
    await made();
    assert.deepEqual(mocks.one("aws:cloudwatch/logGroup:LogGroup").inputs, {
      name: "/aws/eks/test-platform/cluster",
      kmsKeyId: args.logsKeyArn,
      retentionInDays: 90,
    });
    assert.ok(recorded.dependenciesOf(eksCluster, "plane-eks").includes("aws:cloudwatch/logGroup:LogGroup plane-logs"));
  });

  it("runs in a role of its own that has its permissions before there is a cluster", async () => {
    await made();
    assert.ok(
      recorded.dependenciesOf(eksCluster, "plane-eks").includes("platform:cluster:ControlPlaneRole plane-role"),
    );
    assert.equal(mocks.one("aws:iam/role:Role").inputs.name, "test-eks-control-plane");
  });

  it("leaves nodes, security groups and add-ons to those who declare them", async () => {
    assert.partialDeepStrictEqual(await made(), {
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      useDefaultVpcCni: true,
      kubeProxyAddonOptions: { enabled: false },
      corednsAddonOptions: { enabled: false },
      bootstrapSelfManagedAddons: false,
      createOidcProvider: false,
    });
  });

  it("says nothing of Auto Mode to the component, unless there is a role for its nodes", async () => {
    assert.equal((await made()).autoMode, undefined);
  });

  it("turns Auto Mode on with the role of its nodes", async () => {
    const nodeRoleArn = "arn:aws:iam::111111111111:role/test-nodes";
    assert.deepEqual((await made({ autoModeNodeRoleArn: nodeRoleArn })).autoMode, {
      enabled: true,
      createNodeRole: false,
      computeConfig: { nodeRoleArn, nodePools: ["general-purpose", "system"] },
    });
    const attached = mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name);
    assert.ok(attached.includes("plane-role-AmazonEKSComputePolicy"));
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ControlPlane("one", args, recorded.options);
    new ControlPlane("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
