import { z } from "zod";
import { type ConfigSection } from "../config.ts";

export const section = {
  namespace: "streaming",
  schema: z.strictObject({
    kafkaVersion: z
      .string()
      .regex(/^\d+\.\d+\.(x|\d+)(\.kraft)?$/, "must be a Kafka version as MSK names it, for example 4.1.x.kraft"),
    brokerType: z
      .string()
      .regex(/^(express|kafka)\.[a-z0-9]+\.[a-z0-9]+$/, "must be an MSK broker type, for example kafka.m7g.large"),
    brokersPerZone: z.number("must be a number of brokers, at least 1").int().min(1, "must be at least 1"),
    storagePerBrokerGiB: z
      .number("must be a number of GiB from 1 to 16384")
      .int()
      .min(1)
      .max(16384, "must be at most 16384 (MSK's limit)"),
    authentication: z.enum(["iam", "scram"], "must be iam or scram"),
  }),
} satisfies ConfigSection;
