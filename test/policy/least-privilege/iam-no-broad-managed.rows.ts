import { iamNoBroadManaged } from "../../../policy/least-privilege/iam-no-broad-managed.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const own = "arn:aws:iam::111122223333:policy/dev-collector";
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** Per type its compliant properties, and the path of the ARN in them. */
const types: Readonly<Record<string, readonly [path: string, props: Readonly<Record<string, unknown>>]>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", { role: "dev-collector", policyArn: own }],
  "aws:iam/role:Role": ["managedPolicyArns.0", { managedPolicyArns: [own] }],
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ["policyArns.0", { policyArns: [own] }],
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["policyArn", { group: "readers", policyArn: own }],
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": ["policyArns.0", { policyArns: [own] }],
  "aws:iam/policyAttachment:PolicyAttachment": ["policyArn", { roles: ["dev-collector"], policyArn: own }],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["policyArn", { user: "somebody", policyArn: own }],
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": ["managedPolicyArn", { managedPolicyArn: own }],
};

const broken = (kind: Row["kind"], title: string, policyArn: unknown, ...findings: readonly string[]): Row => ({
  kind,
  title,
  change: { policyArn },
  findings,
});

export const table: RuleTable = {
  rule: iamNoBroadManaged,
  compliant: Object.fromEntries(Object.entries(types).map(([type, [, props]]) => [type, props])),
  rows: [
    broken("compliant", "a policy of our own", own),
    broken("compliant", "what nodes of EKS need", aws("AmazonEKSWorkerNodePolicy")),
    broken("compliant", "what Glue needs", aws("service-role/AWSGlueServiceRole")),
    ...Object.entries(types).map(([type, [path]]): Row => ({
      kind: "violation",
      title: `everything, ${type}`,
      type,
      change: { [path]: aws("AdministratorAccess") },
      findings: [`fail ${path.replace(".0", "[0]")}`],
    })),
    ...[
      "PowerUserAccess",
      "IAMFullAccess",
      "AmazonS3FullAccess",
      "AWSGlueConsoleFullAccess",
      "AWSLambda_FullAccess",
      "AmazonSQSFullAccess_v2",
      "job-function/SystemAdministrator",
    ].map((name) => broken("violation", name, aws(name), "fail policyArn")),
    broken("violation", "a boundary as a grant", "arn:aws:iam::111122223333:policy/dev-boundary", "fail policyArn"),
    broken("absent", "no policy", removed),
    {
      kind: "absent",
      title: "a role without managed policies",
      type: "aws:iam/role:Role",
      change: { managedPolicyArns: [] },
      findings: [],
    },
    broken("unknown", "not known yet", notKnownYet, "undecided policyArn"),
    broken("wrong type", "a list", [own], "fail policyArn"),
    {
      ...broken("compliant", "a broad policy that configuration allows", aws("AmazonS3FullAccess")),
      settings: { allowed: ["AmazonS3FullAccess"] },
    },
    {
      ...broken("violation", "a broad policy that configuration allows to another role", "", "fail policyArn"),
      change: { role: "dev-other", policyArn: aws("AmazonS3FullAccess") },
      settings: { allowed: ["dev-collector/AmazonS3FullAccess"] },
    },
    {
      ...broken("compliant", "a broad policy that configuration allows one role", aws("PowerUserAccess")),
      settings: { allowed: ["*-collector/PowerUserAccess"] },
    },
    {
      ...broken(
        "violation",
        "a broad policy that configuration allows another role",
        aws("PowerUserAccess"),
        "fail policyArn",
      ),
      settings: { allowed: ["*-deploy/PowerUserAccess"] },
    },
    {
      ...broken("violation", "a policy that configuration calls broad", aws("ReadOnlyAccess"), "fail policyArn"),
      settings: { broad: ["ReadOnly*"] },
    },
  ],
};
