import { z } from "zod";
import { brokerProblems } from "../../components/streaming/broker-rules.ts";
import { type TopicKey, topics } from "../../contracts/events/topics.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";

const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER): z.ZodNumber =>
  z
    .number(`must be a whole number from ${least}`)
    .int()
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);
const waysRule = "must be a list of iam, scram and mtls";

const storage = z.strictObject({
  /** Size of each broker's volume, in GiB. */
  sizeGiB: wholeNumber(1),
  /** Size up to which a volume grows by itself, in GiB. Default: it does not grow. */
  growToGiB: wholeNumber(2).optional(),
  /** How full a volume is when it grows, in percent. Default: 60. */
  growAtPercent: wholeNumber(10, 80).optional(),
  /** Throughput of a volume, in MiB per second. Default: 250, which every volume has. */
  throughputMiBPerSecond: wholeNumber(1).optional(),
  /** Whether older records go to cheaper storage. Default: false. */
  tiered: z.boolean("must be true or false").optional(),
});

const topicKey = z.enum(Object.keys(topics) as TopicKey[], "must be a topic of contracts/events/topics.ts");
const id = (kind: string): z.ZodString =>
  z.string().regex(new RegExp(`^${kind}-[0-9a-f]+$`), `must be an ID like ${kind}-0a1b2c3d`);

/** What an account may do. */
const access = z.strictObject({
  /** Topics it may write. Default: none. */
  produces: z.array(topicKey).default([]),
  /** Topics it may read. Default: none. */
  consumes: z.array(topicKey).default([]),
  /** Consumer groups it may read in. Default: none. */
  groups: z.array(z.string().min(1)).default([]),
});

/** Subnets in two zones at least, and security groups, from which brokers are reached. */
const reached = { subnetIds: z.array(id("subnet")).min(2), securityGroupIds: z.array(id("sg")).min(1) };

export const section = {
  namespace: "streaming",
  schema: z
    .strictObject({
      /** Kafka version as MSK names it; with .kraft at its end without ZooKeeper. */
      kafkaVersion: z
        .string()
        .regex(/^\d+\.\d+\.(x|\d+)(\.kraft)?$/, "must be a Kafka version as MSK names it, for example 4.1.x.kraft"),
      /** Size of a broker; express.* are Express brokers, kafka.* Standard ones. */
      brokerType: z
        .string()
        .regex(/^(express|kafka)\.[a-z0-9]+\.[a-z0-9]+$/, "must be an MSK broker type, for example kafka.m7g.large"),
      /** Brokers in each zone. */
      brokersPerZone: wholeNumber(1),
      /** Volumes of Standard brokers; Express brokers have none. */
      storage: storage.optional(),
      /** How clients may authenticate; the platform's own workloads use the first. */
      authentication: z.array(z.enum(["iam", "scram", "mtls"], waysRule), waysRule).min(1, waysRule),
      /** ACM PCA authorities whose certificates let a client in by mtls. Default: none. */
      certificateAuthorityArns: z
        .array(z.string().regex(/^arn:aws[a-z-]*:acm-pca:/, "must be the ARN of an ACM private certificate authority"))
        .default([]),
      /** Days after which the password of a SCRAM user changes. Default: 30. */
      passwordDays: wholeNumber(1, 90).default(30),
      /** Connections from other VPCs: off, prepare, then on. Default: off. */
      multiVpc: z.enum(["off", "prepare", "on"], "must be off, prepare or on").default("off"),
      /** Other accounts whose clients connect, each with what it may do. Default: none. */
      clientAccounts: z
        .record(z.string().regex(/^\d{12}$/, "must be named by a 12-digit AWS account ID"), access)
        .default({}),
      /** Other VPCs of this account whose clients connect, by name. Default: none. */
      clientNetworks: z
        .record(
          z.string(),
          z.strictObject({ vpcId: id("vpc"), ...reached, authentication: z.enum(["iam", "scram", "mtls"]) }),
        )
        .default({}),
      /** A second cluster of this account that the topics are copied to; both with IAM. Default: none. */
      replication: z
        .strictObject({
          /** The second cluster. */
          targetClusterArn: z
            .string()
            .regex(
              /^arn:aws[a-z-]*:kafka:[a-z0-9-]+:\d{12}:cluster\/[^/]+\/[^/]+$/,
              "must be the ARN of an MSK cluster",
            ),
          /** Network of the second cluster. */
          target: z.strictObject(reached),
          /** How the groups' offsets follow; ENHANCED also goes back after a failover. Default: LEGACY. */
          offsetSync: z.enum(["LEGACY", "ENHANCED"], "must be LEGACY or ENHANCED").optional(),
          /** How records are compressed on the way. Default: SNAPPY. */
          compression: z.enum(["NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"]).optional(),
        })
        .optional(),
      /** Metrics in CloudWatch by broker, by topic and broker, or by partition. Default: PER_BROKER. */
      enhancedMonitoring: z
        .enum(
          ["PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"],
          "must be PER_BROKER, PER_TOPIC_PER_BROKER or PER_TOPIC_PER_PARTITION",
        )
        .default("PER_BROKER"),
      /** Whether brokers offer their metrics to Prometheus. Default: false. */
      openMonitoring: z.boolean("must be true or false").default(false),
      /** Whether broker logs are kept in the log archive as well. Default: true. */
      archiveBrokerLogs: z.boolean("must be true or false").default(true),
      /** Broker properties beside the platform's own, by Kafka's names. Default: none. */
      brokerSettings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
      /** Alarms left out and thresholds moved. Default: none. */
      alarms: alarmSettings,
    })
    .superRefine((plan, context) => {
      if (plan.replication !== undefined && !plan.authentication.includes("iam")) {
        const message = "needs iam in streaming:authentication: MSK Replicator authenticates by nothing else";
        context.addIssue({ code: "custom", path: ["replication"], message });
      }
      for (const { path, message } of brokerProblems(plan)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    }),
} satisfies ConfigSection;
