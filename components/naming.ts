/**
 * Physical names, the one place they are built: `<environment>-<what>`, and for buckets, whose names are global,
 * `<environment>-<what>-<account>-<region>`. Account and Region are configuration, so every name and ARN is known at
 * preview, and with them the policy documents that name them.
 */
export interface Place {
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
}

/** Longest name AWS takes, by kind; the limit is AWS's own unless a reason is given. */
export const maxLength = {
  "access-analyzer": 255,
  alarm: 255,
  bucket: 63,
  budget: 100,
  "chat-configuration": 128,
  "config-recorder": 256,
  "conformance-pack": 256,
  "cost-anomaly": 1_024,
  dashboard: 255,
  "ecr-repository": 256,
  "eks-cluster": 100,
  "event-rule": 64,
  "glue-database": 255,
  "iam-policy": 128,
  "grafana-workspace": 255,
  "glue-security-configuration": 255,
  "iam-role": 64,
  "instance-profile": 128,
  "kms-alias": 250,
  "lambda-function": 64,
  "launch-template": 128,
  "load-balancer": 32,
  "log-delivery": 60,
  "log-group": 512,
  "metrics-workspace": 100,
  "msk-cluster": 64,
  "msk-configuration": 64,
  "msk-replicator": 128,
  /** AWS takes 63; the provider appends 26 characters to a prefix. */
  "node-group-prefix": 37,
  queue: 80,
  "scaling-policy": 256,
  "schema-registry": 255,
  secret: 512,
  "security-group": 255,
  "sns-topic": 256,
  "sqs-queue": 80,
  "table-bucket": 63,
  "target-group": 32,
  /** A Name tag: 256 characters. */
  tag: 256,
  trail: 128,
  "trust-store": 32,
  "web-acl": 128,
} as const;

export type NamedKind = keyof typeof maxLength;

/**
 * @throws {Error} when the name is longer than AWS allows for the kind.
 */
export function physicalName(
  kind: Exclude<NamedKind, "bucket">,
  place: Pick<Place, "environment">,
  what: string,
): string {
  return withinLimit(kind, `${place.environment}-${what}`);
}

export function bucketName(place: Place, what: string): string {
  return withinLimit("bucket", `${place.environment}-${what}-${place.accountId}-${place.region}`);
}

/** MSK cluster of the environment's events. */
export function eventStreamName(place: Pick<Place, "environment">): string {
  return physicalName("msk-cluster", place, "events");
}

/** Secret with a principal's SCRAM user; MSK takes only secrets whose name starts so. */
export function scramSecretName(place: Pick<Place, "environment">, principal: string): string {
  return withinLimit("secret", `AmazonMSK_${place.environment}-${principal}`);
}

/** Partition of a Region, the second part of every ARN: `aws`, or its likes in China and for the US government. */
export function partitionOf(region: string): string {
  const partition = Object.entries(partitions).find(([prefix]) => region.startsWith(prefix));
  return partition?.[1] ?? "aws";
}

const partitions = { "cn-": "aws-cn", "us-gov-": "aws-us-gov" } as const;

/** ARN of what lies in the place's account and Region. */
export function arn(place: Pick<Place, "region" | "accountId">, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** ARN of what lies in the place's account and in no Region: IAM. */
export function globalArn(place: Pick<Place, "region" | "accountId">, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}::${place.accountId}:${resource}`;
}

/** ARN of what lies in the place's Region and belongs to AWS, whose account such an ARN leaves out: public images, parameters. */
export function awsOwnedArn(place: Pick<Place, "region">, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}::${resource}`;
}

export function bucketArn(place: Pick<Place, "region">, name: string): string {
  return `arn:${partitionOf(place.region)}:s3:::${name}`;
}

/** What means every identity of the account in a key or resource policy: the account's own IAM policies decide. */
export function accountRootArn(place: Pick<Place, "region" | "accountId">): string {
  return globalArn(place, "iam", "root");
}

export function roleArn(place: Place, roleName: string): string {
  return globalArn(place, "iam", `role/${roleName}`);
}

/** Policy of the account itself. */
export function policyArn(place: Place, policyName: string): string {
  return globalArn(place, "iam", `policy/${policyName}`);
}

/** Policy that AWS keeps, by name with its path, for example `service-role/AmazonEBSCSIDriverPolicy`. */
export function managedPolicyArn(place: Pick<Place, "region">, policy: string): string {
  return `arn:${partitionOf(place.region)}:iam::aws:policy/${policy}`;
}

/** Every key of the place, for statements that a condition on the alias narrows: a key's own ARN is random. */
export function anyKeyArn(place: Place): string {
  return arn(place, "kms", "key/*");
}

/** IAM's provider for an OIDC issuer, given without `https://`. */
export function oidcProviderArn(place: Place, issuer: string): string {
  return globalArn(place, "iam", `oidc-provider/${issuer}`);
}

/** Access policy that EKS keeps, for example `AmazonEKSViewPolicy`. */
export function accessPolicyArn(place: Pick<Place, "region">, policy: string): string {
  return `arn:${partitionOf(place.region)}:eks::aws:cluster-access-policy/${policy}`;
}

/** Rule of the default event bus. */
export function ruleArn(place: Place, ruleName: string): string {
  return arn(place, "events", `rule/${ruleName}`);
}

export function logGroupArn(place: Place, name: string): string {
  return arn(place, "logs", `log-group:${name}`);
}

export function eksClusterArn(place: Place, clusterName: string): string {
  return arn(place, "eks", `cluster/${clusterName}`);
}

/** Secret by name; ends in six `?` for the random suffix that Secrets Manager adds. */
export function secretArn(place: Place, name: string): string {
  return arn(place, "secretsmanager", `secret:${name}-??????`);
}

export function queueArn(place: Place, name: string): string {
  return arn(place, "sqs", name);
}

export function topicArn(place: Place, name: string): string {
  return arn(place, "sns", name);
}

/** DynamoDB table. */
export function tableArn(place: Place, name: string): string {
  return arn(place, "dynamodb", `table/${name}`);
}

export function glueCatalogArn(place: Place): string {
  return arn(place, "glue", "catalog");
}

export function glueDatabaseArn(place: Place, database: string): string {
  return arn(place, "glue", `database/${database}`);
}

export function glueTableArn(place: Place, database: string, table: string): string {
  return arn(place, "glue", `table/${database}/${table}`);
}

/** Registry of the Glue Schema Registry. */
export function schemaRegistryArn(place: Place, registry: string): string {
  return arn(place, "glue", `registry/${registry}`);
}

export function schemaArn(place: Place, registry: string, schema: string): string {
  return arn(place, "glue", `schema/${registry}/${schema}`);
}

function withinLimit(kind: NamedKind, name: string): string {
  const limit = maxLength[kind];
  if (name.length > limit) {
    throw new Error(
      `The ${kind} name "${name}" has ${name.length} characters; AWS allows ${limit}. Shorten its last part where the component is constructed.`,
    );
  }
  return name;
}
