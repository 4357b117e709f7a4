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
  bucket: 63,
  "eks-cluster": 100,
  "glue-database": 255,
  "iam-role": 64,
  "kms-alias": 250,
  "launch-template": 128,
  "log-group": 512,
  "msk-cluster": 64,
  "msk-configuration": 64,
  /** AWS takes 63; the provider appends 26 characters to a prefix. */
  "node-group-prefix": 37,
  secret: 512,
  "security-group": 255,
  /** A Name tag: 256 characters. */
  tag: 256,
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

/** Secret with a principal's SCRAM user; MSK takes only secrets whose name starts so. */
export function scramSecretName(place: Pick<Place, "environment">, principal: string): string {
  return withinLimit("secret", `AmazonMSK_${place.environment}-${principal}`);
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

export function roleArn(place: Place, roleName: string): string {
  return `arn:aws:iam::${place.accountId}:role/${roleName}`;
}

export function logGroupArn(place: Place, name: string): string {
  return `arn:aws:logs:${place.region}:${place.accountId}:log-group:${name}`;
}

export function eksClusterArn(place: Place, clusterName: string): string {
  return `arn:aws:eks:${place.region}:${place.accountId}:cluster/${clusterName}`;
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
