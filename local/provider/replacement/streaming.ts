import { forceNew, type ReplacementRules } from "./rule.ts";

/** Amazon MSK, SQS and SNS. */
export const rules: ReplacementRules = {
  "aws:msk/cluster:Cluster": {
    ...forceNew(
      "internal/service/kafka/cluster.go",
      "clusterName",
      "brokerNodeGroupInfo.azDistribution",
      "brokerNodeGroupInfo.clientSubnets",
      "brokerNodeGroupInfo.securityGroups",
      "encryptionInfo.encryptionAtRestKmsKeyArn",
      "encryptionInfo.encryptionInTransit.inCluster",
    ),
    // CustomizeDiff, ForceNewIfChange("kafka_version"): only a downgrade replaces.
    decreasing: ["kafkaVersion"],
  },
  "aws:msk/configuration:Configuration": forceNew("internal/service/kafka/configuration.go", "kafkaVersions", "name"),
  "aws:msk/topic:Topic": forceNew("internal/service/kafka/topic.go", "clusterArn", "name", "replicationFactor"),
  "aws:sqs/queue:Queue": forceNew("internal/service/sqs/queue.go", "fifoQueue", "name", "namePrefix"),
  "aws:sns/topic:Topic": forceNew("internal/service/sns/topic.go", "fifoTopic", "name", "namePrefix"),
};
