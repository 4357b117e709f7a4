import { iamStatements, type ClusterIdentity, type KafkaAccess } from "../../../contracts/events/access.ts";
import { arn, partitionOf, type Place, queueArn, topicArn } from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** An SQS queue or an SNS topic. */
export interface Channel {
  readonly place: Place;
  readonly name: string;
  /** Alias of the key that encrypts it. */
  readonly keyAlias: string;
}

/** An MSK cluster. */
export interface KafkaCluster {
  readonly place: Place;
  readonly clusterName: string;
  /**
   * Last part of its ARN.
   * @default "*", which stands for it before the cluster exists
   */
  readonly clusterUuid?: string;
}

export function sendMessages({ place, name, keyAlias }: Channel): Grant {
  return {
    statements: [
      {
        Sid: "SendMessages",
        Effect: "Allow",
        Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
        Resource: queueArn(place, name),
      },
    ],
    keyAliases: [keyAlias],
  };
}

export function consumeMessages({ place, name, keyAlias }: Channel): Grant {
  return {
    statements: [
      {
        Sid: "ConsumeMessages",
        Effect: "Allow",
        Action: [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
        ],
        Resource: queueArn(place, name),
      },
    ],
    keyAliases: [keyAlias],
  };
}

export function publishTo({ place, name, keyAlias }: Channel): Grant {
  return {
    statements: [{ Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: topicArn(place, name) }],
    keyAliases: [keyAlias],
  };
}

/** Find an MSK cluster's brokers. */
export function describeKafka({ place, clusterName, clusterUuid = "*" }: KafkaCluster): Grant {
  return {
    statements: [
      {
        Sid: "DescribeKafka",
        Effect: "Allow",
        Action: ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
        Resource: arn(place, "kafka", `cluster/${clusterName}/${clusterUuid}`),
      },
    ],
    keyAliases: [],
  };
}

/** Connect to an MSK cluster and use topics as `contracts/events` declares it, where clients authenticate by IAM. */
export function useKafka({ place, clusterName, clusterUuid = "*" }: KafkaCluster, access: KafkaAccess): Grant {
  const cluster: ClusterIdentity = {
    partition: partitionOf(place.region),
    region: place.region,
    accountId: place.accountId,
    clusterName,
    clusterUuid,
  };
  return { statements: iamStatements(access, cluster), keyAliases: [] };
}
