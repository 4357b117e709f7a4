import { mustBeSet, mustBeWithin } from "../check.ts";
import { advice, resourceRule } from "../rule.ts";

export const iamBoundaryAndSession = resourceRule({
  id: "iam-boundary-and-session",
  types: ["aws:iam/role:Role"],
  what: "Every role has a permissions boundary, and its sessions are short.",
  why: "Whoever may write a role's policies could otherwise give it, and with it themselves, anything; and stolen credentials of a session work until it ends.",
  remedy:
    "Give the component the options that enterEnvironment returns: their transform sets the boundary of the environment. Set maxSessionDuration to what one run takes.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  settings: {
    maxSessionSeconds: {
      what: "Longest session of a role, in seconds.",
      schema: { type: "number", minimum: 3600, maximum: 43_200 },
      default: 14_400,
    },
  },
  evaluate: ({ props }, { maxSessionSeconds }) => [
    ...mustBeSet(props, "permissionsBoundary", "the ARN of a managed policy"),
    // AWS's default is an hour.
    ...advice(mustBeWithin(props, "maxSessionDuration", { most: maxSessionSeconds }, "passes")),
  ],
});
