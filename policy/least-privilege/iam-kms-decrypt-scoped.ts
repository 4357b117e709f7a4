import { isAnyResource } from "../iam/breadth.ts";
import { judgeIdentityPolicies, identityPolicyTypes } from "../iam/identity-policies.ts";
import { all, allows, any, boundBy, namesAction, not, some } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

export const iamKmsDecryptScoped = resourceRule({
  id: "iam-kms-decrypt-scoped",
  types: [...identityPolicyTypes],
  what: "An identity may decrypt with named keys only.",
  why: "Decrypt on every key undoes the separation that one key per purpose gives.",
  remedy:
    "Name the key's ARN; or allow key/* with a condition on kms:ResourceAliases, which keeps the document known before the key exists.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["KMS.1", "KMS.2"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: "Allow to decrypt with every key",
      wanted: "for named keys, or bound by a condition on kms:ResourceAliases",
      breaks: (statement) =>
        all(
          allows(statement),
          any(namesAction(statement, "kms:Decrypt"), namesAction(statement, "kms:ReEncryptFrom")),
          some(statement.resources, isAnyResource),
          not(boundBy(statement, ["kms:ResourceAliases", "kms:RequestAlias"])),
        ),
    }),
});
