import { resourcePolicyNotPublic } from "../../../policy/least-privilege/resource-policy-not-public.ts";
import { type RuleTable } from "../table.ts";
import { commonResourceRows, compliantResources, violatingResourceRows, withStatement } from "./resource-documents.ts";

const type = "aws:sns/topicPolicy:TopicPolicy";

export const table: RuleTable = {
  rule: resourcePolicyNotPublic,
  compliant: compliantResources,
  rows: [
    ...commonResourceRows,
    ...violatingResourceRows("everybody", () => ({ Principal: "*" })),
    {
      kind: "violation",
      title: "everybody who is signed in",
      type,
      change: withStatement(type, { Principal: { AWS: ["*"] } }),
      findings: ["fail policy.Statement[2]"],
    },
    {
      kind: "violation",
      title: "everybody under a condition that binds nobody",
      type,
      change: withStatement(type, { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      findings: ["fail policy.Statement[2]"],
    },
    ...["aws:SourceArn", "aws:SourceAccount", "aws:PrincipalOrgID", "aws:SourceVpce"].map((key) => ({
      kind: "compliant" as const,
      title: `everybody bound by ${key}`,
      type,
      change: withStatement(type, { Principal: "*", Condition: { StringEquals: { [key]: "x" } } }),
      findings: [],
    })),
  ],
};
