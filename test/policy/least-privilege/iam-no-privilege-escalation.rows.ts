import { actionNamed } from "../../../policy/iam/actions.ts";
import { credentialActions } from "../../../policy/iam/credential-actions.ts";
import { escalations } from "../../../policy/iam/escalations.ts";
import { identityPolicyTypes } from "../../../policy/iam/identity-policies.ts";
import { iamNoPrivilegeEscalation } from "../../../policy/least-privilege/iam-no-privilege-escalation.ts";
import { notKnownYet, type Other, type Row, type RuleTable } from "../table.ts";
import { account, compliantIdentities, listed, policy, policyPlace, statementRow } from "./documents.ts";

const role = "aws:iam/role:Role";
const functions = `arn:aws:lambda:eu-west-1:${account}:function:*`;

const managed = `arn:aws:iam::${account}:policy/dev-managed-runner`;

const pass = {
  Effect: "Allow",
  Action: "iam:PassRole",
  Resource: `arn:aws:iam::${account}:role/*`,
};
const run = { Effect: "Allow", Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: functions };
const rewrite = { Effect: "Allow", Action: "lambda:UpdateFunctionCode", Resource: functions };

const credentials: ReadonlySet<string> = new Set(credentialActions);
const managesPermissions = (action: string): boolean => actionNamed(action)?.accessLevel === "Permissions management";

const inline = (name: string, statement: object): Other => ({
  type: "aws:iam/rolePolicy:RolePolicy",
  props: { role: name, policy: policy(statement) },
});

function roleRow(kind: Row["kind"], title: string, name: string, others: readonly Other[]): Row {
  return {
    kind,
    title,
    type: role,
    change: { name },
    others,
    findings: kind === "violation" ? ["fail inlinePolicies"] : [],
  };
}

/** Every set, each action of it in the form that stands for all resources. */
const sets = escalations.map((set): Row => ({
  ...statementRow("violation", set.join(" and "), { Effect: "Allow", Action: set, Resource: "*" }),
  also: [
    "iam-resource-star",
    ...(set.includes("iam:PassRole") ? ["iam-passrole-scoped"] : []),
    ...(set.some(managesPermissions) ? ["iam-no-permissions-management"] : []),
    ...(set.some((action) => credentials.has(action)) ? ["iam-no-credential-exposure"] : []),
  ],
  findings: ["fail policy"],
}));

export const table: RuleTable = {
  rule: iamNoPrivilegeEscalation,
  compliant: compliantIdentities,
  rows: [
    ...identityPolicyTypes.map((type): Row => ({ kind: "compliant", title: type, type, findings: [] })),
    ...identityPolicyTypes.map((type): Row => {
      const [path, written] = policyPlace(type);
      return {
        kind: "violation",
        title: `code that runs with a role, ${type}`,
        type,
        change: { [path]: policy(listed, rewrite) },
        findings: [`fail ${written}`],
        says: "with lambda:UpdateFunctionCode on any resource;",
      };
    }),
    ...sets,
    {
      kind: "violation",
      title: "in two statements",
      change: { policy: policy(pass, run) },
      also: ["iam-passrole-scoped"],
      findings: ["fail policy"],
    },
    statementRow("compliant", "one function", { ...rewrite, Resource: `${functions.slice(0, -1)}dev-rotate` }),
    statementRow("compliant", "under a condition", {
      ...rewrite,
      Condition: { StringEquals: { "aws:ResourceTag/Owner": "ingestion" } },
    }),
    statementRow("compliant", "denied", { ...rewrite, Effect: "Deny" }),
    roleRow("violation", "in two policies of one role", "dev-two", [inline("dev-two", pass), inline("dev-two", run)]),
    roleRow("violation", "in a policy and an attached one", "dev-attached", [
      inline("dev-attached", pass),
      {
        type: "aws:iam/policy:Policy",
        props: { name: "dev-runner", arn: `arn:aws:iam::${account}:policy/dev-runner`, policy: policy(run) },
      },
      {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        props: { role: "dev-attached", policyArn: `arn:aws:iam::${account}:policy/dev-runner` },
      },
    ]),
    {
      ...roleRow("violation", "in a policy and one of the role's managed ones", "dev-managed", [
        inline("dev-managed", pass),
        { type: "aws:iam/policy:Policy", props: { arn: managed, policy: policy(run) } },
      ]),
      change: { name: "dev-managed", managedPolicyArns: [managed] },
    },
    roleRow("compliant", "in policies of two roles", "dev-one", [inline("dev-one", pass), inline("dev-other", run)]),
    roleRow("compliant", "in a policy that has it alone", "dev-alone", [inline("dev-alone", rewrite)]),
    {
      kind: "absent",
      title: "a role without inline policies",
      type: role,
      change: { inlinePolicies: [] },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a document not known yet",
      change: { policy: notKnownYet },
      findings: ["undecided policy"],
    },
    {
      kind: "unknown",
      title: "inline policies that the provider will compute",
      type: role,
      change: { inlinePolicies: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "text that is no JSON is one finding, of another rule",
      change: { policy: "Allow" },
      also: ["iam-document-valid"],
      findings: [],
    },
  ],
};
