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
  "aws:msk/serverlessCluster:ServerlessCluster": forceNew(
    "internal/service/kafka/serverless_cluster.go",
    "clientAuthentication",
    "clusterName",
    "vpcConfigs",
  ),
  "aws:msk/replicator:Replicator": forceNew(
    "internal/service/kafka/replicator.go",
    "kafkaClusters",
    "replicationInfoList.consumerGroupReplications.consumerGroupOffsetSyncMode",
    "replicationInfoList.sourceKafkaClusterArn",
    "replicationInfoList.targetCompressionType",
    "replicationInfoList.targetKafkaClusterArn",
    "replicationInfoList.topicReplications.startingPosition.type",
    "replicationInfoList.topicReplications.topicNameConfiguration.type",
  ),
  "aws:msk/vpcConnection:VpcConnection": forceNew(
    "internal/service/kafka/vpc_connection.go",
    "authentication",
    "clientSubnets",
    "securityGroups",
    "targetClusterArn",
    "vpcId",
  ),
  "aws:sqs/queue:Queue": forceNew("internal/service/sqs/queue.go", "fifoQueue", "name", "namePrefix"),
  "aws:sns/topic:Topic": forceNew("internal/service/sns/topic.go", "fifoTopic", "name", "namePrefix"),
};
