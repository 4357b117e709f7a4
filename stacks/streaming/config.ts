import { z } from "zod";
import { brokerProblems } from "../../components/streaming/broker-rules.ts";
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
        .array(z.string().startsWith("arn:aws:acm-pca:", "must be the ARN of an ACM private certificate authority"))
        .default([]),
      /** Days after which the password of a SCRAM user changes. */
      passwordDays: wholeNumber(1, 90).default(30),
      /** Connections from other VPCs: off, prepare, then on. */
      multiVpc: z.enum(["off", "prepare", "on"], "must be off, prepare or on").default("off"),
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
    })
    .superRefine((plan, context) => {
      for (const { path, message } of brokerProblems(plan)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    }),
} satisfies ConfigSection;
