import { z } from "zod";
import { defineContract, internal, known, stable } from "./contract.ts";
import { arn } from "./shapes.ts";

const hostsAndPorts = z.string().regex(/^[^,:]+:\d+(,[^,:]+:\d+)*$/, "not a list of host:port");

export const streamingContract = defineContract("streaming", {
  clusterName: stable("Name of the MSK cluster", known(z.string().min(1).max(64))),
  clusterArn: stable("ARN of the MSK cluster", arn("kafka")),
  authentication: stable(
    "How the platform's own workloads authenticate: IAM on AWS, SCRAM where IAM does not exist",
    known(z.enum(["iam", "scram"])),
  ),
  bootstrapBrokers: stable("Comma separated host:port list for the authentication in use; TLS", hostsAndPorts),
  endpoints: stable(
    "Comma separated host:port list by way of authenticating; TLS",
    z.record(z.string(), hostsAndPorts),
  ),
  topics: stable(
    "Topics by name: partitions and replication factor",
    known(
      z.record(
        z.string(),
        z.object({ partitions: z.number().int().positive(), replicationFactor: z.number().int().positive() }),
      ),
    ),
  ),
  credentials: stable(
    "SCRAM secrets by principal: secret ARN (empty without SCRAM)",
    z.record(z.string(), arn("secretsmanager")),
  ),
  userNames: stable("Kafka user by principal (empty without SCRAM)", known(z.record(z.string(), z.string()))),
  multiVpc: internal(
    "Whether clients in other VPCs may connect, as it was deployed; the next deployment of this phase reads it",
    known(z.enum(["off", "prepare", "on"])),
  ),
  acls: internal(
    "Broker ACLs that `platform` applies where clients authenticate by SCRAM (empty without SCRAM)",
    known(
      z.array(
        z.object({
          principal: z.string().startsWith("User:"),
          resourceType: z.enum(["topic", "group", "cluster"]),
          resourceName: z.string(),
          patternType: z.enum(["literal", "prefixed"]),
          operation: z.enum(["read", "write", "describe", "idempotent_write"]),
          permission: z.enum(["allow", "deny"]),
          host: z.string(),
        }),
      ),
    ),
  ),
});
