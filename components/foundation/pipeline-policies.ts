import { deploymentBoundaryArn, workloadBoundaryArn } from "../iam/boundary-document.ts";
import { type GuardStatement, policyDocument, type Statement } from "../iam/policy-document.ts";
import {
  anyKeyArn,
  bucketArn,
  bucketName,
  globalArn,
  oidcProviderArn,
  type Place,
  policyArn,
  roleArn,
} from "../naming.ts";
import { type PipelineRole } from "./pipeline-roles.ts";

/** Repository whose workflows may take the pipeline's roles. */
export interface GitHubRepository {
  /** Organization or user that owns it. */
  readonly organization: string;
  readonly repository: string;
}

/** Host of GitHub's OIDC issuer, and the name of its provider in IAM. */
export const githubIssuer = "token.actions.githubusercontent.com";

/** Audience that GitHub's action for AWS credentials asks for. */
export const githubAudience = "sts.amazonaws.com";

/**
 * Who may take a role: `preview` any pull request of the repository, `deploy` a job that runs in the GitHub environment of
 * the same name, whose reviewers and branches GitHub guards.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubTrust(place: Place, role: PipelineRole, source: GitHubRepository): string {
  const context = role === "preview" ? "pull_request" : `environment:${place.environment}`;
  return policyDocument([
    {
      Sid: "AssumedByWorkflows",
      Effect: "Allow",
      Principal: { Federated: oidcProviderArn(place, githubIssuer) },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${githubIssuer}:aud`]: githubAudience,
          [`${githubIssuer}:sub`]: `repo:${source.organization}/${source.repository}:${context}`,
        },
      },
    },
  ]);
}

/**
 * Beside ReadOnlyAccess: the state and the key of its secrets. Code of a pull request runs with this role before anybody
 * has read it, so it sees settings and no data.
 */
export function previewDocument(place: Place): string {
  // As `platform bootstrap` names it.
  const state = bucketArn(place, bucketName(place, "pulumi-state"));
  const noData: GuardStatement = {
    Sid: "NoObjectsButState",
    Effect: "Deny",
    Action: "s3:GetObject*",
    NotResource: `${state}/*`,
  };
  return policyDocument([
    { Sid: "ReadState", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: [state, `${state}/*`] },
    {
      Sid: "DecryptSecretsOfState",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: anyKeyArn(place),
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${place.environment}-pulumi` } },
    },
    noData,
    {
      Sid: "NoRecords",
      Effect: "Deny",
      Action: [
        "athena:GetQueryResults*",
        "dynamodb:*GetItem",
        "dynamodb:GetRecords",
        "dynamodb:PartiQLSelect",
        "dynamodb:Query",
        "dynamodb:Scan",
        "kinesis:Get*Records",
        "lakeformation:GetDataAccess",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetLogRecord",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:StartQuery",
        "s3tables:GetTableData",
        "secretsmanager:GetSecretValue",
        "sqs:ReceiveMessage",
      ],
      Resource: "*",
    },
  ]);
}

/** Services that the stacks hand roles to: those that the trust policies of their roles name. */
const rolesGoTo = [
  "chatbot",
  "cloudtrail",
  "config",
  "ec2",
  "eks",
  "glue",
  "grafana",
  "kafka",
  "lakeformation",
  "lambda",
  "pods.eks",
  "s3",
  "vpc-flow-logs",
].map((service) => `${service}.amazonaws.com`);

/**
 * Beside PowerUserAccess, which leaves out IAM: roles, but only with the boundary of workloads, and of the environment alone.
 * What a pipeline can make can so never do more than a workload may.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function deployDocument(place: Place): string {
  return policyDocument([
    ...tendRoles(roleArn(place, `${place.environment}-*`), workloadBoundaryArn(place)),
    ...tendTheRestOfIam(place),
    {
      Sid: "KeepTheBoundaries",
      Effect: "Deny",
      Action: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion"],
      Resource: [workloadBoundaryArn(place), deploymentBoundaryArn(place)],
    },
  ]);
}

function allow(Sid: string, statement: Omit<Statement, "Sid" | "Effect">): Statement {
  return { Sid, Effect: "Allow", ...statement };
}

function tendRoles(roles: string, boundary: string): readonly Statement[] {
  return [
    allow("MakeBoundedRoles", {
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: roles,
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    }),
    allow("TendRoles", {
      Action: [
        "iam:DeleteRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      Resource: roles,
    }),
    allow("HandOutRoles", {
      Action: "iam:PassRole",
      Resource: roles,
      Condition: { StringEquals: { "iam:PassedToService": rolesGoTo } },
    }),
  ];
}

function tendTheRestOfIam(place: Place): readonly Statement[] {
  const own = `${place.environment}-*`;
  return [
    allow("TendPolicies", {
      Action: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      Resource: policyArn(place, own),
    }),
    allow("TendInstanceProfiles", {
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      Resource: globalArn(place, "iam", `instance-profile/${own}`),
    }),
    allow("TendClusterIdentity", {
      Action: [
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:TagOpenIDConnectProvider",
        "iam:UntagOpenIDConnectProvider",
      ],
      Resource: oidcProviderArn(place, "oidc.eks.*"),
    }),
    allow("LookAtIam", { Action: ["iam:Get*", "iam:List*"], Resource: globalArn(place, "iam", "*") }),
    allow("SetPasswordPolicy", {
      Action: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
      Resource: "*", // the account's one policy has no ARN
    }),
  ];
}
