import { policyDocument, type Statement } from "../iam/policy-document.ts";
import { accountRootArn, type Place, roleArn } from "../naming.ts";
import { type KeyUser, serviceStatements } from "./key-users.ts";

/**
 * AWS services that call KMS with the rights of whoever called them, as `kms:ViaService` names them, and whether they keep
 * a grant on the key to go on using it for the resource they made.
 */
const callers = {
  aps: { keepsGrant: true },
  dynamodb: { keepsGrant: true },
  ec2: { keepsGrant: true },
  ecr: { keepsGrant: true },
  eks: { keepsGrant: true },
  grafana: { keepsGrant: true },
  kafka: { keepsGrant: true },
  lambda: { keepsGrant: true },
  logs: { keepsGrant: false },
  s3: { keepsGrant: false },
  secretsmanager: { keepsGrant: false },
  sns: { keepsGrant: false },
  sqs: { keepsGrant: false },
} as const;

export type CallingService = keyof typeof callers;

export interface KeyUsers {
  /** AWS services that use the key on their own behalf. */
  readonly services: readonly KeyUser[];
  /** Services through which identities of the account use it, as far as their IAM policies go; never KMS itself. */
  readonly through: readonly CallingService[];
}

/**
 * Key policy that separates administration from use and names the users.
 *
 * - The account's identities administer the key where IAM lets them; none of these actions encrypts, decrypts or hands on
 *   the right to. The statement is for the account, not for a role, so that no deleted role can lock everybody out.
 * - Roles of the environment (`<environment>-*`) use it where their own policies say so.
 * - Every other identity uses it through the services named, so a person with administrator rights reads what a service
 *   shows and cannot ask KMS to decrypt.
 * - AWS services use it as `key-users.ts` says.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(place: Place, users: KeyUsers): string {
  return policyDocument([
    accountAdministers(place),
    useByRoles(place),
    ...(users.through.length === 0 ? [] : useThrough(place, users.through)),
    ...users.services.flatMap((user) => serviceStatements(place, user)),
  ]);
}

/** Actions of the default policy's key administrators, without `CreateGrant`, by which they would make themselves users. */
const administer = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:Delete*",
  "kms:Describe*",
  "kms:Disable*",
  "kms:Enable*",
  "kms:Get*",
  "kms:List*",
  "kms:Put*",
  "kms:Revoke*",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:Update*",
] as const;

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"] as const;

/** The account, which stands for every identity that its IAM policies let in. */
function account(place: Place): Statement["Principal"] {
  return { AWS: accountRootArn(place) };
}

/** The account's identities administer the key where IAM lets them, and use it no more than others. */
export function accountAdministers(place: Place): Statement {
  return {
    Sid: "AccountAdministers",
    Effect: "Allow",
    Principal: account(place),
    Action: administer,
    Resource: "*",
  };
}

function useByRoles(place: Place): Statement {
  return {
    Sid: "RolesOfTheEnvironmentUse",
    Effect: "Allow",
    Principal: account(place),
    Action: use,
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": roleArn(place, `${place.environment}-*`) } },
  };
}

function useThrough(place: Place, through: readonly CallingService[]): readonly Statement[] {
  return [
    {
      Sid: "IdentitiesUseThroughServices",
      Effect: "Allow",
      Principal: account(place),
      Action: use,
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": through.map((service) => `${service}.${place.region}.amazonaws.com`) },
      },
    },
    ...(through.some((service) => callers[service].keepsGrant) ? [grantsForServices(place)] : []),
  ];
}

/** Lets identities hand a service the use of the key for one resource, and nobody else. */
function grantsForServices(place: Place): Statement {
  return {
    Sid: "IdentitiesGrantToServices",
    Effect: "Allow",
    Principal: account(place),
    Action: "kms:CreateGrant",
    Resource: "*",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}
