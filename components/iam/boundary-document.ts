import { arn, bucketArn, globalArn, type Place, policyArn, queueArn, roleArn, tableArn, topicArn } from "../naming.ts";
import { type GuardStatement, policyDocument, type Statement } from "./policy-document.ts";

/**
 * Characters a managed policy may have; IAM does not count white space, and there is none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maxManagedPolicyCharacters = 6_144;

/** Name of the boundary of every workload's role, without the environment in front. */
export const workloadBoundary = "boundary";

/** Name of the boundary of the roles that deploy and preview. */
export const deploymentBoundary = "deployment-boundary";

export function workloadBoundaryArn(place: Place): string {
  return policyArn(place, `${place.environment}-${workloadBoundary}`);
}

export function deploymentBoundaryArn(place: Place): string {
  return policyArn(place, `${place.environment}-${deploymentBoundary}`);
}

/** What holds for everybody: the account, its members and its audit trail are not for an environment's roles to change. */
const administration = ["account:*", "aws-portal:*", "billing:*", "organizations:*", "payments:*"];

const tearingDownTheTrail = [
  "access-analyzer:DeleteAnalyzer",
  "cloudtrail:DeleteTrail",
  "cloudtrail:StopLogging",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "macie2:DisableMacie",
  "securityhub:DisableSecurityHub",
];

const auditing = [
  ...tearingDownTheTrail,
  "cloudtrail:PutEventSelectors",
  "cloudtrail:UpdateTrail",
  "config:PutConfigurationRecorder",
  "guardduty:UpdateDetector",
];

/** What makes, opens or destroys infrastructure: stacks do that, workloads never. */
const infrastructure = [
  "dynamodb:DeleteTable",
  "ec2:DeleteFlowLogs",
  "ec2:DisableEbsEncryptionByDefault",
  "ec2:DisableSnapshotBlockPublicAccess",
  "ec2:EnableSerialConsoleAccess",
  "ec2:ModifyImageAttribute",
  "ec2:ModifyInstanceMetadataDefaults",
  "ec2:ModifySnapshotAttribute",
  "ec2:ModifyVpcBlockPublicAccessOptions",
  "iam:*",
  "kafka:DeleteCluster",
  // Keys are told by their aliases: whoever gives one away gives the key.
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:UpdateAlias",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:DeleteRetentionPolicy",
  "logs:DisassociateKmsKey",
  "logs:PutRetentionPolicy",
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "secretsmanager:DeleteSecret",
  "secretsmanager:PutResourcePolicy",
];

/** Services that a workload's controller may hand one of the environment's roles to. */
const rolesGoTo = ["ec2.amazonaws.com", "eks.amazonaws.com", "glue.amazonaws.com", "lambda.amazonaws.com"];

/** Services whose service-linked role a workload's controller may cause: load balancers and Spot capacity. */
const serviceLinked = ["autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com", "spot.amazonaws.com"];

/**
 * The most a workload's role can ever be given: a boundary grants nothing, it cuts what other policies grant. It allows by
 * exclusion, because what each workload may do is said by its own grants; it denies the data of other environments.
 *
 * @param regions the Regions of the environment
 * @throws {Error} when it has more characters than IAM takes, which too many Regions make.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function workloadBoundaryDocument(place: Place, regions: readonly string[]): string {
  const name = place.environment;
  return boundaryDocument(workloadBoundary, [
    {
      Sid: "WorkInOurRegions",
      Effect: "Allow",
      NotAction: [...administration, ...auditing, ...infrastructure],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": regions } },
    },
    // Prices are served from a few Regions for all.
    { Sid: "ReadPrices", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" },
    {
      Sid: "HandOutOurRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: roleArn(place, `${name}-*`),
      Condition: { StringEquals: { "iam:PassedToService": rolesGoTo } },
    },
    {
      // EKS Auto Mode makes the profiles of its nodes; elsewhere they are declared.
      Sid: "KeepInstanceProfiles",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
      ],
      Resource: globalArn(place, "iam", "instance-profile/eks-*"),
    },
    {
      Sid: "CauseServiceLinkedRoles",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: roleArn(place, "aws-service-role/*"),
      Condition: { StringEquals: { "iam:AWSServiceName": serviceLinked } },
    },
    {
      Sid: "LookAtRoles",
      Effect: "Allow",
      Action: ["iam:Get*", "iam:List*"],
      Resource: globalArn(place, "iam", "*"),
    },
    { Sid: "LookAtCertificates", Effect: "Allow", Action: ["iam:ListServerCertificates"], Resource: "*" },
    onlyOurData(place, regions),
  ]);
}

/** Data of another environment in the same account is out of reach, and nothing is written to anybody else's account. */
function onlyOurData(place: Place, regions: readonly string[]): GuardStatement {
  const name = `${place.environment}-*`;
  const inRegion = (region: string): readonly string[] => {
    const there = { ...place, region };
    return [
      arn(there, "kafka", `*/${name}`),
      arn(there, "secretsmanager", `secret:AmazonMSK_${name}`),
      arn(there, "secretsmanager", `secret:${name}`),
      queueArn(there, name),
      tableArn(there, name),
      topicArn(there, name),
    ];
  };
  return {
    Sid: "OnlyOurData",
    Effect: "Deny",
    Action: [
      "dynamodb:*Item",
      "dynamodb:Query",
      "dynamodb:Scan",
      "kafka-cluster:*",
      "s3:DeleteObject*",
      "s3:PutObject*",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "sns:Publish",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
    ],
    NotResource: [bucketArn(place, name), ...regions.flatMap(inRegion)],
  };
}

/** What only an administrator does to an environment, and no pipeline: hand out lasting credentials, loosen a boundary. */
const lastingAccess = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateUser",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutUserPolicy",
  "iam:UpdateLoginProfile",
];

/** Where services that have no Region answer. */
const globalServicesRegion = "us-east-1";

/**
 * The most that the roles of the pipeline can be given. Tearing the audit trail down, changing a boundary and changing these
 * roles themselves is left to an administrator.
 *
 * @param pipelineRoles ARNs of the roles that have this boundary
 * @throws {Error} when it has more characters than IAM takes, which too many Regions make.
 */
export function deploymentBoundaryDocument(
  place: Place,
  regions: readonly string[],
  pipelineRoles: readonly string[],
): string {
  return boundaryDocument(deploymentBoundary, [
    {
      Sid: "DeployInOurRegions",
      Effect: "Allow",
      NotAction: [...administration, ...lastingAccess, ...tearingDownTheTrail],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": [...new Set([...regions, globalServicesRegion])] } },
    },
    {
      Sid: "KeepTheBoundaries",
      Effect: "Deny",
      Action: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
      Resource: [workloadBoundaryArn(place), deploymentBoundaryArn(place)],
    },
    {
      Sid: "KeepThePipelinesRoles",
      Effect: "Deny",
      Action: [
        "iam:AttachRolePolicy",
        "iam:DeleteRole*",
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRole*",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole*",
      ],
      Resource: pipelineRoles,
    },
  ]);
}

function boundaryDocument(name: string, statements: readonly (Statement | GuardStatement)[]): string {
  const document = policyDocument(statements);
  if (document.length > maxManagedPolicyCharacters) {
    throw new Error(
      `The boundary "${name}" has ${document.length} characters; IAM allows ${maxManagedPolicyCharacters} in a managed policy. Name fewer Regions in foundation:additionalRegions.`,
    );
  }
  return document;
}
