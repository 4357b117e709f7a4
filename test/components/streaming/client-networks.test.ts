import assert from "node:assert/strict";
import { ClientNetworks, type ClientNetworksArgs } from "../../../components/streaming/client-networks.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
  authentication: ["iam"],
} as const satisfies ClientNetworksArgs;

const clients = {
  accounts: { "444444444444": { produces: [], consumes: ["faults"], groups: ["analytics"] } },
  networks: {
    analytics: {
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2", "subnet-3"],
      securityGroupIds: ["sg-1"],
      authentication: "iam",
    },
  },
} as const;

const policy = "aws:msk/clusterPolicy:ClusterPolicy";
const connection = "aws:msk/vpcConnection:VpcConnection";

describe("ClientNetworks", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes nothing unless asked", async () => {
    const made = new ClientNetworks("networks", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(made.connectionArns, {});
    assert.deepEqual([...mocks.ofType(policy), ...mocks.ofType(connection)], []);
  });

  it("lets accounts see the cluster when multiVpc is prepare, and connects nobody yet", async () => {
    new ClientNetworks("networks", { ...args, ...clients, multiVpc: "prepare" }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.ofType(policy).length, 1);
    assert.deepEqual(mocks.ofType(connection), []);
  });

  it("connects the networks when multiVpc is on, by the way each names", async () => {
    new ClientNetworks("networks", { ...args, ...clients, multiVpc: "on" }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(connection, "networks-analytics");
    assert.deepEqual(
      [inputs.authentication, inputs.vpcId, inputs.clientSubnets, inputs.securityGroups],
      ["SASL_IAM", "vpc-1", ["subnet-1", "subnet-2", "subnet-3"], ["sg-1"]],
    );
  });

  it("fails when clients are named and would not be connected, naming the key", () => {
    assert.throws(() => new ClientNetworks("networks", { ...args, ...clients }, recorded.options), {
      message:
        'streaming:multiVpc is "off", and 444444444444, analytics would not be connected. Set it to "prepare", then "on".',
    });
  });

  it("fails when a network authenticates by what the cluster does not have", () => {
    const networks = { analytics: { ...clients.networks.analytics, authentication: "scram" } } as const;
    assert.throws(() => new ClientNetworks("networks", { ...args, multiVpc: "on", networks }, recorded.options), {
      message:
        "streaming:clientNetworks.analytics authenticates by scram; the cluster has iam (streaming:authentication).",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ClientNetworks("one", { ...args, ...clients, multiVpc: "on" }, recorded.options);
    new ClientNetworks("two", { ...args, ...clients, multiVpc: "on" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
