import { identityPolicyTypes } from "../../../policy/iam/identity-policies.ts";
import { type Properties } from "../../../policy/property.ts";
import { notKnownYet, type Row } from "../table.ts";

const role = "aws:iam/role:Role";

export const listed = {
  Effect: "Allow",
  Action: ["s3:GetObject", "kms:Decrypt"],
  Resource: ["arn:aws:s3:::b/*", "arn:aws:kms:eu-west-1:111122223333:key/1"],
};

export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A document of listed actions on listed resources, in every type that carries identity policies. */
export const compliantIdentities: Readonly<Record<string, Properties>> = Object.fromEntries(
  identityPolicyTypes.map((type) => [
    type,
    type === role
      ? { assumeRolePolicy: "{}", inlinePolicies: [{ name: "a", policy: policy(listed) }] }
      : { policy: policy(listed) },
  ]),
);

/** Rows that every rule over identity policies has, whatever it looks for. */
export const commonRows: readonly Row[] = [
  ...identityPolicyTypes.map((type): Row => ({
    kind: "compliant",
    title: `listed actions on listed resources, ${type}`,
    type,
    findings: [],
  })),
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
  { kind: "wrong type", title: "text that is no JSON", change: { policy: "Allow" }, findings: ["fail policy"] },
  { kind: "wrong type", title: "a document without statements", change: { policy: "{}" }, findings: ["fail policy"] },
  {
    kind: "wrong type",
    title: "a statement that is text",
    change: { policy: '{"Statement":["Allow"]}' },
    findings: ["fail policy"],
  },
];

/** Rows of one violating statement: in each type that carries it, in a list, with its effect unknown, and denied. */
export function violatingRows(title: string, statement: object): readonly Row[] {
  return [
    ...identityPolicyTypes.map((type): Row => {
      const [path, written] =
        type === role ? ["inlinePolicies.0.policy", "inlinePolicies[0].policy"] : ["policy", "policy"];
      return {
        kind: "violation",
        title: `${title}, after a statement that is right, ${type}`,
        type,
        change: { [path]: policy(listed, statement) },
        findings: [`fail ${written}.Statement[1]`],
      };
    }),
    {
      kind: "compliant",
      title: `${title}, denied`,
      change: { policy: policy({ ...statement, Effect: "Deny" }) },
      findings: [],
    },
    {
      kind: "unknown",
      title: `${title}, allowed or denied`,
      change: { policy: { Statement: { ...statement, Effect: notKnownYet } } },
      findings: ["undecided policy.Statement"],
    },
  ];
}
