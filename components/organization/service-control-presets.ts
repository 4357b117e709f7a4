import { type GuardStatement } from "../iam/policy-document.ts";

/** What the presets need to know of the organization. */
export interface Organization {
  /** ID, like `o-abcdefghij`. */
  readonly id: string;
  /** Regions that its accounts work in. */
  readonly regions: readonly string[];
  /** Names of the roles, with `*` for any text, that keep the guarded things and so are let through. */
  readonly administrators: readonly string[];
}

/** One thing that the organization does not allow, as statements of a service control policy. */
export type ServiceControlPreset = (organization: Organization) => readonly GuardStatement[];

/** Services that answer in no Region, or in one for all. */
const globalServices = [
  "account:*",
  "aws-portal:*",
  "billing:*",
  "budgets:*",
  "ce:*",
  "cloudfront:*",
  "cur:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "organizations:*",
  "pricing:*",
  "route53:*",
  "route53domains:*",
  "s3:GetAccountPublic*",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublic*",
  "shield:*",
  "sts:*",
  "support:*",
  "tag:*",
  "trustedadvisor:*",
  "waf:*",
  "wafv2:*",
];

function unlessAdministrator({ administrators }: Organization): GuardStatement["Condition"] {
  return administrators.length === 0
    ? undefined
    : { ArnNotLike: { "aws:PrincipalArn": administrators.map((name) => `arn:*:iam::*:role/${name}`) } };
}

/** Actions that only administrators do. */
function keep(
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[] = "*",
): ServiceControlPreset {
  return (organization) => {
    const Condition = unlessAdministrator(organization);
    return [{ Sid, Effect: "Deny", Action, Resource, ...(Condition === undefined ? {} : { Condition }) }];
  };
}

/** Actions that nobody does. */
function never(Sid: string, Action: readonly string[]): ServiceControlPreset {
  return () => [{ Sid, Effect: "Deny", Action, Resource: "*" }];
}

/**
 * Presets by name.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html
 */
export const serviceControlPresets = {
  stayInOrganization: never("StayInOrganization", ["account:CloseAccount", "organizations:LeaveOrganization"]),
  noRootUser: (): readonly GuardStatement[] => [
    {
      Sid: "NoRootUser",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" } },
    },
  ],
  noLastingCredentials: keep("NoLastingCredentials", [
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
  ]),
  ourRegionsOnly: (organization: Organization): readonly GuardStatement[] => [
    {
      Sid: "OurRegionsOnly",
      Effect: "Deny",
      NotAction: globalServices,
      Resource: "*",
      Condition: {
        StringNotEquals: { "aws:RequestedRegion": organization.regions },
        ...unlessAdministrator(organization),
      },
    },
  ],
  keepTrail: keep("KeepTrail", [
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
  ]),
  keepConfig: keep("KeepConfig", [
    "config:DeleteConfigRule",
    "config:DeleteConfigurationAggregator",
    "config:DeleteConfigurationRecorder",
    "config:DeleteConformancePack",
    "config:DeleteDeliveryChannel",
    "config:DeleteRetentionConfiguration",
    "config:StopConfigurationRecorder",
  ]),
  keepDetection: keep("KeepDetection", [
    "access-analyzer:DeleteAnalyzer",
    "guardduty:DeleteDetector",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:UpdateDetector",
    "macie2:DisableMacie",
    "securityhub:BatchDisableStandards",
    "securityhub:DisableSecurityHub",
  ]),
  keepLogs: keep("KeepLogs", [
    "ec2:DeleteFlowLogs",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteRetentionPolicy",
    "logs:DisassociateKmsKey",
    "logs:PutRetentionPolicy",
  ]),
  keepKeys: keep("KeepKeys", [
    "kms:DeleteAlias",
    "kms:DeleteImportedKeyMaterial",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:ScheduleKeyDeletion",
  ]),
  keepAlerts: keep(
    "KeepAlerts",
    [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DisableAlarmActions",
      "lambda:DeleteFunction",
      "lambda:PutFunctionConcurrency",
      "lambda:UpdateFunctionCode",
      "sns:DeleteTopic",
      "sns:RemovePermission",
      "sns:SetTopicAttributes",
    ],
    ["arn:*:cloudwatch:*:*:alarm:*", "arn:*:lambda:*:*:function:*-alert*", "arn:*:sns:*:*:*-alert*"],
  ),
  keepBoundaries: keep(
    "KeepBoundaries",
    ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
    ["arn:*:iam::*:policy/*-boundary"],
  ),
  keepPublicAccessClosed: keep("KeepPublicAccessClosed", [
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ec2:EnableSerialConsoleAccess",
    "ec2:ModifyVpcBlockPublicAccessOptions",
    "s3:PutAccountPublicAccessBlock",
  ]),
  encryptedOnly: (): readonly GuardStatement[] => [
    { Sid: "KeepVolumeEncryption", Effect: "Deny", Action: "ec2:DisableEbsEncryptionByDefault", Resource: "*" },
    {
      Sid: "EncryptedVolumesOnly",
      Effect: "Deny",
      Action: ["ec2:CreateVolume", "ec2:RunInstances"],
      Resource: "arn:*:ec2:*:*:volume/*",
      Condition: { Bool: { "ec2:Encrypted": "false" } },
    },
    {
      Sid: "EncryptedFilesOnly",
      Effect: "Deny",
      Action: "elasticfilesystem:CreateFileSystem",
      Resource: "*",
      Condition: { Bool: { "elasticfilesystem:Encrypted": "false" } },
    },
  ],
  keepData: keep("KeepData", [
    "dynamodb:DeleteBackup",
    "dynamodb:DeleteTable",
    "kafka:DeleteCluster",
    "rds:DeleteDBCluster",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:PutBucketObjectLockConfiguration",
    "s3tables:DeleteTableBucket",
  ]),
} as const satisfies Readonly<Record<string, ServiceControlPreset>>;

export type ServiceControlPresetName = keyof typeof serviceControlPresets;
