import { type CollectorSettingsFile } from "../../../contracts/events/collector-settings.ts";

export const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

/** What a collector's pods are told, without defaults. */
export const settings = {
  environment: "test",
  authentication: { by: "mtls", at: "load-balancer" },
  kafka: { bootstrapBrokers: "b-1.test:9098", authentication: { by: "iam", region: "eu-central-1" } },
  personalData: { tokenKeyArn: "arn:aws:kms:::key/1", bucket: "pii", kmsKeyArn: "arn:aws:kms:::key/2" },
  quarantine: { bucket: "quarantine", kmsKeyArn: "arn:aws:kms:::key/2" },
} as const satisfies CollectorSettingsFile;

/** Subnets of a tier by zone. */
export const subnets = (third: number) => ({
  "eu-central-1a": { id: `subnet-${third}a`, cidr: `10.0.${third}.0/24` },
  "eu-central-1b": { id: `subnet-${third}b`, cidr: `10.0.${third + 1}.0/24` },
});
