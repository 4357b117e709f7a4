import { vpcePolicyScoped } from "../../../policy/least-privilege/vpce-policy-scoped.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { policy } from "./documents.ts";

const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const ours = {
  ...open,
  Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
};
const vpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const own = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

function row(kind: Row["kind"], title: string, change: Row["change"], ...findings: readonly string[]): Row {
  return { kind, title, change: { serviceName: "com.amazonaws.eu-west-1.s3", ...change }, findings };
}

export const table: RuleTable = {
  rule: vpcePolicyScoped,
  compliant: {
    [vpcEndpoint]: { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3", policy: policy(ours) },
    [own]: { vpcEndpointId: "vpce-1", policy: policy(ours) },
  },
  rows: [
    row("compliant", "our principals to our resources", {}),
    row("compliant", "one bucket", { policy: policy({ ...open, Resource: "arn:aws:s3:::b/*" }) }),
    row("compliant", "one role", { policy: policy({ ...open, Principal: { AWS: "444455556666" } }) }),
    row("compliant", "a service that holds no data", {
      serviceName: "com.amazonaws.eu-west-1.sts",
      policy: removed,
    }),
    ...["dynamodb", "kms", "secretsmanager"].map((service) =>
      row(
        "violation",
        `no policy for ${service}`,
        { serviceName: `com.amazonaws.eu-west-1.${service}`, policy: "" },
        "fail policy",
      ),
    ),
    row("violation", "everything for everybody", { policy: policy(ours, open) }, "fail policy.Statement[1]"),
    {
      ...row("violation", "everything, by a policy of its own", { policy: policy(open) }, "fail policy.Statement[0]"),
      type: own,
    },
    row("absent", "no policy", { policy: removed }, "fail policy"),
    row("absent", "no service", { serviceName: removed, policy: removed }),
    row("unknown", "a policy not known yet", { policy: notKnownYet }, "undecided policy"),
    row("unknown", "a service not known yet", { serviceName: notKnownYet }, "undecided serviceName"),
    row(
      "unknown",
      "conditions not known yet",
      { policy: { Version: "2012-10-17", Statement: { ...open, Condition: notKnownYet } } },
      "undecided policy.Statement",
    ),
    {
      ...row("wrong type", "a list is one finding, of another rule", { policy: [open] }),
      also: ["iam-document-valid"],
    },
    {
      ...row(
        "violation",
        "no policy for a service that configuration adds",
        { serviceName: "com.amazonaws.eu-west-1.sqs", policy: removed },
        "fail policy",
      ),
      settings: { services: ["sqs"] },
    },
  ],
};
