import { type Statement } from "../iam/document.ts";
import { all, allows, type Answer, boundBy, judgeStatements, not } from "../iam/judge.ts";
import { roleType, trustDocument } from "../iam/trust.ts";
import { resourceRule } from "../rule.ts";

/** Keys of conditions that say for whom the service acts. */
const sources = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];

/** Services that say, when they assume a role, for which account and resource they do it. */
const services = [
  "airflow-env.amazonaws.com",
  "airflow.amazonaws.com",
  "bedrock.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "codebuild.amazonaws.com",
  "config.amazonaws.com",
  "delivery.logs.amazonaws.com",
  "dms.amazonaws.com",
  "events.amazonaws.com",
  "firehose.amazonaws.com",
  "glue.amazonaws.com",
  "grafana.amazonaws.com",
  "kinesisanalytics.amazonaws.com",
  "pipes.amazonaws.com",
  "redshift.amazonaws.com",
  "s3.amazonaws.com",
  "sagemaker.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
  "transfer.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

export const iamTrustConfusedDeputy = resourceRule({
  id: "iam-trust-confused-deputy",
  types: [roleType],
  what: "A service assumes a role on behalf of its own account only.",
  why: "Another customer who names the role's ARN makes the service act with it: the service is a deputy that anybody can confuse.",
  remedy: 'Add Condition: { StringEquals: { "aws:SourceAccount": accountId } } to the statement; our ServiceRole does.',
  severity: "medium",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  settings: {
    services: {
      what: "Principals of services that must be bound to an account; those that tell for whom they act.",
      schema: { type: "array", items: { type: "string" } },
      default: services,
    },
  },
  evaluate: (resource, { services }) =>
    judgeStatements(trustDocument(resource), {
      found: "open to a service on behalf of any account",
      wanted: "bound by a condition on aws:SourceAccount or aws:SourceArn",
      breaks: (statement) => all(allows(statement), forService(statement, services), not(boundBy(statement, sources))),
    }),
});

function forService({ principals }: Statement, services: readonly string[]): Answer {
  const named = principals.values.some(({ kind, value }) => kind === "Service" && services.includes(value));
  return named ? "yes" : principals.unknown ? "unknown" : "no";
}
