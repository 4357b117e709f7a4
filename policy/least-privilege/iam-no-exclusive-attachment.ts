import { fail, resourceRule } from "../rule.ts";

export const iamNoExclusiveAttachment = resourceRule({
  id: "iam-no-exclusive-attachment",
  types: ["aws:iam/policyAttachment:PolicyAttachment"],
  what: "A managed policy is attached to one identity at a time.",
  why: "This resource owns every attachment of the policy in the account: an update takes it away from roles that no stack here knows.",
  remedy: "Use aws.iam.RolePolicyAttachment, one for each role.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/policyattachment/",
  evaluate: ({ type }) => [fail({ path: type }, "exclusive to this stack", "a RolePolicyAttachment")],
});
