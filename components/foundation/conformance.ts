/** A rule that AWS Config keeps for everybody, and why this platform uses it. */
export interface ManagedRule {
  /** Identifier of the rule at AWS Config. */
  readonly identifier: string;
  /** Security Hub control that it decides, where there is one. */
  readonly control?: `${string}.${number}`;
  /** Values of its parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** For rules that look at the account and not at changes. */
  readonly everyHours?: 24;
}

/** Tags that Config asks of every resource it can; the provider's default tags give them. */
const requiredTags = ["Project", "Environment", "Owner", "CostCenter", "DataClass"] as const;

/**
 * The conformance set: what the policy packs ask of our programs before an update, asked again of what is there, whoever
 * made it.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 */
export const conformanceRules: readonly ManagedRule[] = [
  { identifier: "IAM_ROOT_ACCESS_KEY_CHECK", control: "IAM.4", everyHours: 24 },
  { identifier: "ROOT_ACCOUNT_MFA_ENABLED", control: "IAM.9", everyHours: 24 },
  { identifier: "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", control: "IAM.5", everyHours: 24 },
  { identifier: "IAM_PASSWORD_POLICY", control: "IAM.7", everyHours: 24 },
  { identifier: "ACCESS_KEYS_ROTATED", control: "IAM.3", parameters: { maxAccessKeyAge: "90" }, everyHours: 24 },
  { identifier: "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", control: "IAM.1" },
  { identifier: "MULTI_REGION_CLOUD_TRAIL_ENABLED", control: "CloudTrail.1", everyHours: 24 },
  { identifier: "CLOUD_TRAIL_ENCRYPTION_ENABLED", control: "CloudTrail.2", everyHours: 24 },
  { identifier: "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", control: "CloudTrail.4", everyHours: 24 },
  { identifier: "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED", control: "CloudTrail.5", everyHours: 24 },
  { identifier: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION", control: "KMS.3", everyHours: 24 },
  { identifier: "CMK_BACKING_KEY_ROTATION_ENABLED", control: "KMS.4", everyHours: 24 },
  { identifier: "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", control: "S3.1", everyHours: 24 },
  { identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED", control: "S3.2" },
  { identifier: "S3_BUCKET_PUBLIC_WRITE_PROHIBITED", control: "S3.3" },
  { identifier: "S3_BUCKET_SSL_REQUESTS_ONLY", control: "S3.5" },
  { identifier: "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", control: "S3.8" },
  { identifier: "S3_BUCKET_ACL_PROHIBITED", control: "S3.12" },
  { identifier: "S3_BUCKET_VERSIONING_ENABLED", control: "S3.14" },
  { identifier: "S3_DEFAULT_ENCRYPTION_KMS", control: "S3.17" },
  { identifier: "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK", control: "EC2.1", everyHours: 24 },
  { identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED", control: "EC2.2" },
  { identifier: "ENCRYPTED_VOLUMES", control: "EC2.3" },
  { identifier: "VPC_FLOW_LOGS_ENABLED", control: "EC2.6", everyHours: 24 },
  { identifier: "EC2_EBS_ENCRYPTION_BY_DEFAULT", control: "EC2.7", everyHours: 24 },
  { identifier: "EC2_IMDSV2_CHECK", control: "EC2.8" },
  { identifier: "INCOMING_SSH_DISABLED", control: "EC2.13" },
  { identifier: "EKS_ENDPOINT_NO_PUBLIC_ACCESS", control: "EKS.1", everyHours: 24 },
  { identifier: "EKS_SECRETS_ENCRYPTED", control: "EKS.3", everyHours: 24 },
  { identifier: "MSK_IN_CLUSTER_NODE_REQUIRE_TLS", control: "MSK.1" },
  { identifier: "SNS_ENCRYPTED_KMS", control: "SNS.1" },
  { identifier: "DYNAMODB_PITR_ENABLED", control: "DynamoDB.2" },
  { identifier: "SECRETSMANAGER_USING_CMK" },
  { identifier: "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", control: "Lambda.1" },
  { identifier: "CLOUDWATCH_LOG_GROUP_ENCRYPTED", everyHours: 24 },
  {
    identifier: "REQUIRED_TAGS",
    parameters: Object.fromEntries(requiredTags.map((tag, index) => [`tag${index + 1}Key`, tag])),
  },
];

/** Longest template that a request may carry. https://docs.aws.amazon.com/config/latest/APIReference/API_PutConformancePack.html */
export const maxTemplateBytes = 51_200;

/**
 * Template of a conformance pack: one AWS::Config::ConfigRule for each rule, as JSON, which is YAML as well. Control IDs
 * stand in the descriptions, which the console shows.
 *
 * @throws {Error} when AWS Config would refuse it: a rule listed twice, or a template that is too long.
 */
export function conformanceTemplate(rules: readonly ManagedRule[]): string {
  const identifiers = rules.map(({ identifier }) => identifier);
  const twice = identifiers.filter((identifier, index) => identifiers.indexOf(identifier) !== index);
  if (twice.length > 0) {
    throw new Error(`The conformance set lists ${[...new Set(twice)].join(", ")} twice; once is enough.`);
  }
  const template = JSON.stringify({
    Resources: Object.fromEntries(rules.map((rule) => [logicalName(rule), configRule(rule)])),
  });
  const bytes = Buffer.byteLength(template);
  if (bytes > maxTemplateBytes) {
    throw new Error(
      `The template of the conformance set has ${bytes} bytes; AWS Config takes ${maxTemplateBytes}. Split the set into two packs.`,
    );
  }
  return template;
}

function configRule({ identifier, control, parameters, everyHours }: ManagedRule): object {
  return {
    Type: "AWS::Config::ConfigRule",
    Properties: {
      ConfigRuleName: identifier.toLowerCase().replaceAll("_", "-"),
      ...(control === undefined ? {} : { Description: `Security Hub ${control}` }),
      ...(parameters === undefined ? {} : { InputParameters: parameters }),
      ...(everyHours === undefined ? {} : { MaximumExecutionFrequency: "TwentyFour_Hours" }),
      Source: { Owner: "AWS", SourceIdentifier: identifier },
    },
  };
}

/** `IAM_PASSWORD_POLICY` -> `IamPasswordPolicy` */
function logicalName({ identifier }: ManagedRule): string {
  return identifier
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
