import { iamIrsaConditions } from "../../../policy/least-privilege/iam-irsa-conditions.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantRole } from "./documents.ts";
import { commonTrustRows, path, trustRow } from "./trusts.ts";

const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
const github = "token.actions.githubusercontent.com";
const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
const one = { [sub]: "system:serviceaccount:ingestion:collector" };
const audience = { [aud]: "sts.amazonaws.com" };

function trust(Condition: unknown, of = issuer): object {
  return {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${of}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition,
  };
}

const finding = `fail ${path}.Statement[0]`;

export const table: RuleTable = {
  rule: iamIrsaConditions,
  compliant: { "aws:iam/role:Role": compliantRole },
  rows: [
    ...commonTrustRows,
    trustRow("compliant", "one service account", trust({ StringEquals: { ...one, ...audience } })),
    trustRow("compliant", "a pattern without wildcards", trust({ StringLike: one, StringEquals: audience })),
    trustRow(
      "compliant",
      "one workflow's environment, for the audience it asks for",
      trust({ StringEquals: { [`${github}:sub`]: "repo:a/b:environment:dev", [`${github}:aud`]: "acme" } }, github),
    ),
    trustRow("compliant", "a provider of another kind", {
      ...trust(undefined),
      Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/people" },
    }),
    trustRow("violation", "no condition", trust(undefined), finding),
    trustRow("violation", "any pod of the cluster", trust({ StringEquals: audience }), finding),
    trustRow("violation", "any audience", trust({ StringEquals: one }), finding),
    trustRow("violation", "another audience", trust({ StringEquals: { ...one, [aud]: "vault" } }), finding),
    trustRow(
      "violation",
      "any service account of a namespace",
      trust({ StringLike: { [sub]: "system:serviceaccount:ingestion:*" }, StringEquals: audience }),
      finding,
    ),
    trustRow(
      "violation",
      "where the subject is absent",
      trust({ StringEqualsIfExists: one, StringEquals: audience }),
      finding,
    ),
    trustRow(
      "violation",
      "any branch of a repository",
      trust(
        { StringLike: { [`${github}:sub`]: "repo:a/b:*" }, StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } },
        github,
      ),
      finding,
    ),
    ...[
      { title: "a subject not known yet", statement: trust({ StringEquals: { ...audience, [sub]: notKnownYet } }) },
      {
        title: "conditions not known yet on the subject",
        statement: trust({ StringLike: notKnownYet, StringEquals: audience }),
      },
      { title: "an issuer not known yet", statement: { ...trust({}), Principal: { Federated: notKnownYet } } },
    ].map(({ title, statement }) => ({
      kind: "unknown" as const,
      title,
      change: { [path]: { Version: "2012-10-17", Statement: [statement] } },
      findings: [`undecided ${path}.Statement[0]`],
    })),
  ],
};
