import { identityPolicyTypes } from "../../../policy/iam/identity-policies.ts";
import { type Properties } from "../../../policy/property.ts";
import { notKnownYet, type Row } from "../table.ts";

const role = "aws:iam/role:Role";

export const account = "111122223333";

export const listed = {
  Effect: "Allow",
  Action: ["s3:GetObject", "kms:Decrypt"],
  Resource: ["arn:aws:s3:::b/*", `arn:aws:kms:eu-west-1:${account}:key/1`],
};

export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Who assumes the roles of the tables. */
export const glueTrust = {
  Effect: "Allow",
  Principal: { Service: "glue.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": account } },
};

/** A role that no rule has anything against. */
export const compliantRole: Properties = {
  assumeRolePolicy: policy(glueTrust),
  inlinePolicies: [{ name: "a", policy: policy(listed) }],
};

/** A document of listed actions on listed resources, in every type that carries identity policies. */
export const compliantIdentities: Readonly<Record<string, Properties>> = Object.fromEntries(
  identityPolicyTypes.map((type) => [type, type === role ? compliantRole : { policy: policy(listed) }]),
);

/** Where a type has its first identity policy: as rows write the path, and as findings do. */
export function policyPlace(type: string): readonly [path: string, written: string] {
  return type === role ? ["inlinePolicies.0.policy", "inlinePolicies[0].policy"] : ["policy", "policy"];
}

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
  {
    kind: "wrong type",
    title: "text that is no JSON is one finding, of another rule",
    change: { policy: "Allow" },
    also: ["iam-document-valid"],
    findings: [],
  },
];

/** Rules that also find what all actions together hold, on all keys or all of one kind. */
export const foundInEverything = [
  "iam-kafka-scoped",
  "iam-no-credential-exposure",
  "iam-no-exfiltration",
  "iam-no-permissions-management",
  "iam-passrole-scoped",
];

interface Violation {
  /** @default none */
  readonly also?: readonly string[];
  /** @default "fail" */
  readonly finding?: "fail" | "advice";
}

/** Rows of one violating statement: in each type that carries it, in a list, with its effect unknown, and denied. */
export function violatingRows(
  title: string,
  statement: object,
  { also, finding = "fail" }: Violation = {},
): readonly Row[] {
  return [
    ...identityPolicyTypes.map((type): Row => {
      const [path, written] = policyPlace(type);
      return {
        kind: "violation",
        title: `${title}, after a statement that is right, ${type}`,
        type,
        change: { [path]: policy(listed, statement) },
        also,
        findings: [`${finding} ${written}.Statement[1]`],
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
      change: { policy: { Version: "2012-10-17", Statement: { ...statement, Effect: notKnownYet } } },
      also,
      findings: ["undecided policy.Statement"],
    },
  ];
}

/** A row of one document with one statement. */
export function statementRow(
  kind: "compliant" | "violation",
  title: string,
  statement: object,
  { also, finding = "fail" }: Violation = {},
): Row {
  return {
    kind,
    title,
    change: { policy: policy(statement) },
    also,
    findings: kind === "violation" ? [`${finding} policy.Statement[0]`] : [],
  };
}
