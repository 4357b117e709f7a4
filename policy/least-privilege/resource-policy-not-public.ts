import { all, allows, boundBy, forAnybody, not } from "../iam/judge.ts";
import { judgeResourcePolicy, resourcePolicyTypes } from "../iam/resource-policies.ts";
import { resourceRule } from "../rule.ts";

/** Keys of conditions that keep a statement for `*` within an account, an organisation, a network or one resource's use. */
const fences = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
  "aws:SourceOwner",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "kms:CallerAccount",
  "s3:DataAccessPointAccount",
  "s3:DataAccessPointArn",
];

export const resourcePolicyNotPublic = resourceRule({
  id: "resource-policy-not-public",
  types: [...resourcePolicyTypes],
  what: "A resource's policy lets nobody in from outside its account or organisation unnamed.",
  why: "A statement for Principal * lets every AWS account, and with some services everybody on the internet, use the resource.",
  remedy:
    "Name principals, or bind the statement with a condition on aws:SourceArn, aws:SourceAccount, aws:PrincipalOrgID or aws:SourceVpce.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["S3.2", "SQS.3", "SNS.4"],
    cis: ["2.21"],
    checkov: ["CKV_AWS_70", "CKV_AWS_168", "CKV_AWS_169"],
    cdkNag: ["ECR1"],
  },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  evaluate: (resource) =>
    judgeResourcePolicy(resource, {
      found: "open to everybody",
      wanted: "for named principals, or bound to an account, organisation, network or resource by a condition",
      breaks: (statement) => all(allows(statement), forAnybody(statement), not(boundBy(statement, fences))),
    }),
});
