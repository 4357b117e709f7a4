import { lambdaPermissionScoped } from "../../../policy/least-privilege/lambda-permission-scoped.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const bucket = { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b", sourceAccount: "111122223333" };
const skill = { principal: "alexa-appkit.amazon.com", sourceArn: removed };

function row(kind: Row["kind"], title: string, change: Row["change"], ...findings: readonly string[]): Row {
  return { kind, title, change, findings };
}

export const table: RuleTable = {
  rule: lambdaPermissionScoped,
  compliant: {
    "aws:lambda/permission:Permission": {
      action: "lambda:InvokeFunction",
      function: "dev-rotate",
      principal: "secretsmanager.amazonaws.com",
      sourceArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a",
      functionUrlAuthType: "AWS_IAM",
    },
  },
  rows: [
    row("compliant", "a service for one resource", {}),
    ...setRows("sourceArn"),
    row("compliant", "a role", { principal: "arn:aws:iam::111122223333:role/dev-caller", sourceArn: removed }),
    row("compliant", "an account", { principal: "444455556666", sourceArn: removed }),
    row("compliant", "a bucket of an account", bucket),
    row("compliant", "everybody of an organisation", { principal: "*", principalOrgId: "o-a1b2c3d4e5" }),
    row("compliant", "an organisation not known yet", { principal: "*", principalOrgId: notKnownYet }),
    row("compliant", "a skill", { ...skill, eventSourceToken: "amzn1.ask.skill.1" }),
    row("violation", "everybody", { principal: "*" }, "fail principal"),
    row(
      "violation",
      "a bucket of whoever has its name next",
      { ...bucket, sourceAccount: removed },
      "fail sourceAccount",
    ),
    row("violation", "whatever comes by the service", { sourceArn: "*" }, "fail sourceArn"),
    row(
      "violation",
      "a service of AWS in China",
      { principal: "events.amazonaws.com.cn", sourceArn: removed },
      "fail sourceArn",
    ),
    row("violation", "any skill", skill, "fail eventSourceToken"),
    row("absent", "no principal", { principal: removed }, "fail principal"),
    row("unknown", "a principal not known yet", { principal: notKnownYet }, "undecided principal"),
    row("wrong type", "a principal that is a list", { principal: ["*"] }, "fail principal"),
    ...valueRows("functionUrlAuthType", { bad: ["NONE"], absent: "passes" }),
  ],
};
