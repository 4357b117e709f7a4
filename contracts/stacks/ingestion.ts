import { z } from "zod";
import { defineContract, known, stable } from "./contract.ts";
import { arn } from "./shapes.ts";

export const ingestionContract = defineContract("ingestion", {
  endpoint: stable("HTTPS address that devices send events to, without a path", z.url({ protocol: /^https$/ })),
  host: stable("Host of that address", z.string().min(1)),
  port: stable("Port of that address", z.number().int().min(1).max(65_535)),
  authentication: stable("How devices say who they are", known(z.enum(["mtls", "jwt"]))),
  tlsAt: stable(
    "What ends the devices' TLS, and with it verifies their certificates",
    known(z.enum(["load-balancer", "collector"])),
  ),
  workload: stable(
    "The collector's Deployment and service account in the cluster",
    known(z.object({ namespace: z.string().min(1), name: z.string().min(1) })),
  ),
  repository: stable(
    "ECR repository of the collector's images: name, and what stands before their tags",
    known(z.object({ name: z.string().min(1), url: z.string().min(1) })),
  ),
  roleArn: stable("Role of the collector's pods", known(arn("iam"))),
  tokenKeyArn: stable("HMAC key that tokens of personal data are derived by", arn("kms")),
});
