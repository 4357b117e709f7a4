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
  sizeGiB: wholeNumber(1),
  growToGiB: wholeNumber(2).optional(),
  growAtPercent: wholeNumber(10, 80).optional(),
  throughputMiBPerSecond: wholeNumber(1).optional(),
  tiered: z.boolean("must be true or false").optional(),
});

const topicKey = z.enum(Object.keys(topics) as TopicKey[], "must be a topic of contracts/events/topics.ts");
const id = (kind: string): z.ZodString =>
  z.string().regex(new RegExp(`^${kind}-[0-9a-f]+$`), `must be an ID like ${kind}-0a1b2c3d`);

/** What an account or a principal may do. */
const access = z.strictObject({
  produces: z.array(topicKey).default([]),
  consumes: z.array(topicKey).default([]),
  groups: z.array(z.string().min(1)).default([]),
});

/** A network from which brokers are reached. */
const reached = { subnetIds: z.array(id("subnet")).min(2), securityGroupIds: z.array(id("sg")).min(1) };

export const section = {
  namespace: "streaming",
  schema: z
    .strictObject({
      kafkaVersion: z
        .string()
        .regex(/^\d+\.\d+\.(x|\d+)(\.kraft)?$/, "must be a Kafka version as MSK names it, for example 4.1.x.kraft"),
      brokerType: z
        .string()
        .regex(/^(express|kafka)\.[a-z0-9]+\.[a-z0-9]+$/, "must be an MSK broker type, for example kafka.m7g.large"),
      brokersPerZone: wholeNumber(1),
      /** Volumes of Standard brokers; Express brokers have none. */
      storage: storage.optional(),
      /** How clients may authenticate; the platform's own workloads use the first. */
      authentication: z.array(z.enum(["iam", "scram", "mtls"], waysRule), waysRule).min(1, waysRule),
      /** ACM PCA authorities whose certificates let a client in by mtls. */
      certificateAuthorityArns: z
        .array(z.string().regex(/^arn:aws[a-z-]*:acm-pca:/, "must be the ARN of an ACM private certificate authority"))
        .default([]),
      /** Days after which the password of a SCRAM user changes. */
      passwordDays: wholeNumber(1, 90).default(30),
      /** Connections from other VPCs: off, prepare, then on. */
      multiVpc: z.enum(["off", "prepare", "on"], "must be off, prepare or on").default("off"),
      /** Other accounts whose clients connect, each with what it may do. */
      clientAccounts: z
        .record(z.string().regex(/^\d{12}$/, "must be named by a 12-digit AWS account ID"), access)
        .default({}),
      /** Other VPCs of this account whose clients connect, by name. */
      clientNetworks: z
        .record(
          z.string(),
          z.strictObject({ vpcId: id("vpc"), ...reached, authentication: z.enum(["iam", "scram", "mtls"]) }),
        )
        .default({}),
      /** A second cluster of this account that the topics are copied to; both with IAM. */
      replication: z
        .strictObject({
          targetClusterArn: z
            .string()
            .regex(
              /^arn:aws[a-z-]*:kafka:[a-z0-9-]+:\d{12}:cluster\/[^/]+\/[^/]+$/,
              "must be the ARN of an MSK cluster",
            ),
          target: z.strictObject(reached),
          offsetSync: z.enum(["LEGACY", "ENHANCED"], "must be LEGACY or ENHANCED").optional(),
          compression: z.enum(["NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"]).optional(),
        })
        .optional(),
      /** Metrics in CloudWatch by broker, by topic and broker, or by partition. */
      enhancedMonitoring: z
        .enum(
          ["PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"],
          "must be PER_BROKER, PER_TOPIC_PER_BROKER or PER_TOPIC_PER_PARTITION",
        )
        .default("PER_BROKER"),
      /** Whether brokers offer their metrics to Prometheus. */
      openMonitoring: z.boolean("must be true or false").default(false),
      /** Whether broker logs are kept in the log archive as well. */
      archiveBrokerLogs: z.boolean("must be true or false").default(true),
      /** Broker properties beside the platform's own, by Kafka's names. */
      brokerSettings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
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
