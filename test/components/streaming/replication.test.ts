import assert from "node:assert/strict";
import { Replication, type ReplicationArgs } from "../../../components/streaming/replication.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args: ReplicationArgs = {
  place,
  multiVpc: "on",
  source: {
    clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
    clusterName: "test-events",
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-a"],
  },
  targetClusterArn: "arn:aws:kafka:eu-west-1:111111111111:cluster/dr-events/2-2",
  target: {
    subnetIds: ["subnet-c", "subnet-d"],
    securityGroupIds: ["sg-c"],
  },
};

interface ReplicationInfo {
  readonly targetCompressionType: string;
  readonly topicReplications: readonly Readonly<Record<string, unknown>>[];
  readonly consumerGroupReplications: readonly Readonly<Record<string, unknown>>[];
}

describe("Replication", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const info = (): ReplicationInfo =>
    mocks.one("aws:msk/replicator:Replicator").inputs.replicationInfoList as ReplicationInfo;

  it("copies exactly the declared topics under the same names, and the groups' offsets with them", async () => {
    new Replication("replication", args, recorded.options);
    await mocks.settle();
    const [topics] = info().topicReplications;
    assert.deepEqual(topics?.topicNameConfiguration, { type: "IDENTICAL" });
    assert.deepEqual(topics.topicsToReplicates, [
      "iot\\.telemetry\\.v1",
      "iot\\.heartbeat\\.v1",
      "iot\\.faults\\.v1",
      "iot\\.transactions\\.v1",
      "iot\\.quarantine\\.v1",
    ]);
    const [groups] = info().consumerGroupReplications;
    assert.deepEqual(
      [
        groups?.consumerGroupsToReplicates,
        groups?.synchroniseConsumerGroupOffsets,
        groups?.consumerGroupOffsetSyncMode,
      ],
      [["raw-landing"], true, "LEGACY"],
    );
    assert.equal(info().targetCompressionType, "SNAPPY");
  });

  it("takes another compression and the offsets of a pair of replicators when told so", async () => {
    new Replication("replication", { ...args, compression: "ZSTD", offsetSync: "ENHANCED" }, recorded.options);
    await mocks.settle();
    assert.equal(info().targetCompressionType, "ZSTD");
    assert.equal(info().consumerGroupReplications[0]?.consumerGroupOffsetSyncMode, "ENHANCED");
  });

  it("is reached at both ends by the networks it is given", async () => {
    new Replication("replication", args, recorded.options);
    await mocks.settle();
    const { kafkaClusters } = mocks.one("aws:msk/replicator:Replicator").inputs;
    assert.deepEqual(kafkaClusters, [
      {
        amazonMskCluster: { mskClusterArn: args.source.clusterArn },
        vpcConfig: { subnetIds: ["subnet-a", "subnet-b"], securityGroupsIds: ["sg-a"] },
      },
      {
        amazonMskCluster: { mskClusterArn: args.targetClusterArn },
        vpcConfig: { subnetIds: ["subnet-c", "subnet-d"], securityGroupsIds: ["sg-c"] },
      },
    ]);
  });

  it("starts when its role has its policy", () => {
    new Replication("replication", args, recorded.options);
    const before = recorded.dependenciesOf("aws:msk/replicator:Replicator", "replication-replicator");
    assert.deepEqual(before, ["platform:iam:ServiceRole replication-role"]);
  });

  it("fails on a target in another account, naming the key", () => {
    const targetClusterArn = "arn:aws:kafka:eu-west-1:222222222222:cluster/dr-events/2-2";
    assert.throws(() => new Replication("replication", { ...args, targetClusterArn }, recorded.options), {
      message:
        "The target of the replication is in account 222222222222; MSK Replicator copies within one account, here 111111111111. Name a cluster of this account in streaming:replication.targetClusterArn.",
    });
  });

  it("fails on a target in another Region while the source lets no other VPC in, with the way to go", () => {
    assert.throws(() => new Replication("replication", { ...args, multiVpc: "prepare" }, recorded.options), {
      message:
        'The target of the replication is in eu-west-1: from another Region MSK Replicator connects like a client of another VPC. Set streaming:multiVpc to "prepare", then "on", before streaming:replication.',
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new Replication("one", args, recorded.options);
    new Replication("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
