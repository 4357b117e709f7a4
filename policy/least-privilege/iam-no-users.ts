import { fail, resourceRule } from "../rule.ts";

export const iamNoUsers = resourceRule({
  id: "iam-no-users",
  types: [
    "aws:iam/user:User",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  ],
  what: "Stacks make no IAM users and no credentials that last.",
  why: "A user's key works from anywhere until somebody takes it back, and it lies in the state of the stack.",
  remedy: "Give workloads a role, people IAM Identity Center, and pipelines a role that trusts their OIDC tokens.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["IAM.2"], cis: ["2.13"], checkov: ["CKV_AWS_273", "CKV_AWS_40"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#lock-away-credentials",
  evaluate: ({ type }) => [fail({ path: type }, "a user's", "left out: roles have credentials that end")],
});
