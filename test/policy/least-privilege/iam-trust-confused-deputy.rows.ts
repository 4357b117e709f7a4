import { iamTrustConfusedDeputy } from "../../../policy/least-privilege/iam-trust-confused-deputy.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantRole, glueTrust, policy } from "./documents.ts";
import { commonTrustRows, path, trustRow } from "./trusts.ts";

const { Condition, ...unbound } = glueTrust;
const firehose = { ...unbound, Principal: { Service: ["lambda.amazonaws.com", "firehose.amazonaws.com"] } };

export const table: RuleTable = {
  rule: iamTrustConfusedDeputy,
  compliant: { "aws:iam/role:Role": compliantRole },
  rows: [
    ...commonTrustRows,
    trustRow("violation", "on behalf of any account", unbound, `fail ${path}.Statement[0]`),
    trustRow("violation", "one of two services", firehose, `fail ${path}.Statement[0]`),
    trustRow(
      "violation",
      "bound by a condition that passes where the key is absent",
      { ...unbound, Condition: { StringEqualsIfExists: Condition.StringEquals } },
      `fail ${path}.Statement[0]`,
    ),
    trustRow("compliant", "on behalf of one resource", {
      ...unbound,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:glue:eu-west-1:111122223333:*" } },
    }),
    trustRow("compliant", "a service that does not say for whom it acts", {
      ...unbound,
      Principal: { Service: "lambda.amazonaws.com" },
    }),
    {
      kind: "violation",
      title: "a service that configuration adds",
      change: { [path]: policy({ ...unbound, Principal: { Service: "lambda.amazonaws.com" } }) },
      settings: { services: ["lambda.amazonaws.com"] },
      findings: [`fail ${path}.Statement[0]`],
    },
    {
      kind: "unknown",
      title: "a service not known yet",
      change: { [path]: { Version: "2012-10-17", Statement: [{ ...unbound, Principal: { Service: notKnownYet } }] } },
      findings: [`undecided ${path}.Statement[0]`],
    },
  ],
};
