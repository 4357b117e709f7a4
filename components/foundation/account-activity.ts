import { type Severity } from "../alerting/severity.ts";

/** A kind of call that somebody should hear of, found in the account's trail by a metric filter. */
export interface Activity {
  /** Unique; the name of the filter and of its metric. */
  readonly id: string;
  /** Controls that ask for it. */
  readonly controls: { readonly cis?: string; readonly securityHub?: string };
  /** CloudWatch Logs filter pattern over CloudTrail's records. */
  readonly pattern: string;
  /** What it can mean. */
  readonly why: string;
  /** `critical`: hardly ever right; `warning`: to be looked at today; `info`: right when it is a deployment of ours. */
  readonly severity: Severity;
  /**
   * Calls within five minutes that make it worth hearing of.
   * @default 1
   */
  readonly atLeast?: number;
}

/** Namespace of the metrics. */
export const activityNamespace = "Platform/AccountActivity";

/** CloudWatch Logs' limit for a pattern. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const maxPatternCharacters = 1024;

/**
 * What CIS AWS Foundations (1.4, section 4) and Security Hub (CloudWatch.1 to .14) want to be heard of, and what destroys
 * evidence or opens the data. Security Hub compares patterns letter by letter, so these are written as it writes them.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const accountActivities: readonly Activity[] = [
  {
    id: "root-use",
    controls: { cis: "4.3", securityHub: "CloudWatch.1" },
    pattern: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    why: "Somebody acts as the account's root, whom no policy of the account limits.",
    severity: "critical",
  },
  {
    id: "unauthorized-calls",
    controls: { cis: "4.1", securityHub: "CloudWatch.2" },
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    why: "Many calls are refused: a workload lost a right, or somebody tries what a stolen identity may do.",
    severity: "warning",
    atLeast: 20,
  },
  {
    id: "sign-in-without-mfa",
    controls: { cis: "4.2", securityHub: "CloudWatch.3" },
    pattern:
      '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed !="Yes") && ($.userIdentity.type="IAMUser") && ($.responseElements.ConsoleLogin="Success")}',
    why: "An IAM user signed in to the console with a password alone.",
    severity: "warning",
  },
  {
    id: "iam-policy-changes",
    controls: { cis: "4.4", securityHub: "CloudWatch.4" },
    pattern: callsOf("iam", [
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    ]),
    why: "What an identity may do was changed.",
    severity: "info",
  },
  {
    id: "trail-changes",
    controls: { cis: "4.5", securityHub: "CloudWatch.5" },
    pattern: calls(["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]),
    why: "The record of who did what was changed, or stopped.",
    severity: "critical",
  },
  {
    id: "failed-sign-ins",
    controls: { cis: "4.6", securityHub: "CloudWatch.6" },
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    why: "Sign-ins to the console fail: somebody tries passwords.",
    severity: "warning",
    atLeast: 3,
  },
  {
    id: "key-loss",
    controls: { cis: "4.7", securityHub: "CloudWatch.7" },
    pattern: callsOf("kms", ["DisableKey", "ScheduleKeyDeletion"]),
    why: "A key was disabled or is to be deleted; what it encrypts will be lost with it.",
    severity: "critical",
  },
  {
    id: "bucket-policy-changes",
    controls: { cis: "4.8", securityHub: "CloudWatch.8" },
    pattern: callsOf("s3", [
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    ]),
    why: "Who reaches a bucket, or how long it keeps its objects, was changed.",
    severity: "info",
  },
  {
    id: "config-changes",
    controls: { cis: "4.9", securityHub: "CloudWatch.9" },
    pattern: callsOf("config", [
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ]),
    why: "The record of configurations was changed, or stopped.",
    severity: "warning",
  },
  {
    id: "security-group-changes",
    controls: { cis: "4.10", securityHub: "CloudWatch.10" },
    pattern: calls([
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ]),
    why: "What may talk to what was changed in a security group.",
    severity: "info",
  },
  {
    id: "network-acl-changes",
    controls: { cis: "4.11", securityHub: "CloudWatch.11" },
    pattern: calls([
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    ]),
    why: "What may pass between subnets was changed.",
    severity: "info",
  },
  {
    id: "gateway-changes",
    controls: { cis: "4.12", securityHub: "CloudWatch.12" },
    pattern: calls([
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    ]),
    why: "A way out of the network, or into it, was made or removed.",
    severity: "info",
  },
  {
    id: "route-changes",
    controls: { cis: "4.13", securityHub: "CloudWatch.13" },
    pattern: callsOf("ec2", [
      "CreateRoute",
      "CreateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
      "DeleteRouteTable",
      "DeleteRoute",
      "DisassociateRouteTable",
    ]),
    why: "Where traffic goes was changed.",
    severity: "info",
  },
  {
    id: "vpc-changes",
    controls: { cis: "4.14", securityHub: "CloudWatch.14" },
    pattern: calls([
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
      "AttachClassicLinkVpc",
      "DetachClassicLinkVpc",
      "DisableVpcClassicLink",
      "EnableVpcClassicLink",
    ]),
    why: "A network was made, removed, or joined to another.",
    severity: "info",
  },
  {
    id: "organization-changes",
    controls: { cis: "4.15" },
    pattern: callsOf("organizations", [
      "AcceptHandshake",
      "AttachPolicy",
      "CreateAccount",
      "CreateOrganizationalUnit",
      "CreatePolicy",
      "DeclineHandshake",
      "DeleteOrganization",
      "DeleteOrganizationalUnit",
      "DeletePolicy",
      "DetachPolicy",
      "DisablePolicyType",
      "EnablePolicyType",
      "InviteAccountToOrganization",
      "LeaveOrganization",
      "MoveAccount",
      "RemoveAccountFromOrganization",
      "UpdatePolicy",
      "UpdateOrganizationalUnit",
    ]),
    why: "The organisation, or a policy that bounds its accounts, was changed.",
    severity: "critical",
  },
  {
    id: "key-policy-changes",
    controls: {},
    pattern: callsOf("kms", ["PutKeyPolicy"]),
    why: "Who may use a key was changed.",
    severity: "warning",
  },
  {
    id: "evidence-loss",
    controls: {},
    pattern: calls([
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "DeleteMetricFilter",
      "DeleteFlowLogs",
      "PutBucketVersioning",
      "PutObjectLockConfiguration",
    ]),
    why: "Logs were deleted, or what keeps them was weakened.",
    severity: "warning",
  },
  {
    id: "data-permission-changes",
    controls: {},
    pattern: callsOf("lakeformation", [
      "GrantPermissions",
      "RevokePermissions",
      "BatchGrantPermissions",
      "BatchRevokePermissions",
      "PutDataLakeSettings",
    ]),
    why: "Who may read the lake's tables was changed.",
    severity: "info",
  },
];

/** Calls of these names, to any service. */
function calls(names: readonly string[]): string {
  return `{${anyOf(names)}}`;
}

/** Calls of these names to one service. */
function callsOf(service: string, names: readonly string[]): string {
  return `{($.eventSource=${service}.amazonaws.com) && (${anyOf(names)})}`;
}

function anyOf(names: readonly string[]): string {
  return names.map((name) => `($.eventName=${name})`).join(" || ");
}
