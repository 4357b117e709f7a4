import { mustBeSet } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const iamRoleHasBoundary = resourceRule({
  id: "iam-role-has-boundary",
  types: ["aws:iam/role:Role"],
  what: "Every role has a permissions boundary.",
  why: "Whoever may write a role's policies could otherwise give it, and with it themselves, anything.",
  remedy:
    "Give the component the options that enterEnvironment returns: their transform sets the boundary of the environment.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  evaluate: ({ props }) => mustBeSet(props, "permissionsBoundary", "the ARN of a managed policy"),
});
