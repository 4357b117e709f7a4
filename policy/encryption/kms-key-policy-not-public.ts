import { parseDocument } from "../iam/document.ts";
import { any, all, allows, boundBy, forAnybody, judgeStatements, not } from "../iam/judge.ts";
import { read } from "../property.ts";
import { resourceRule } from "../rule.ts";

/**
 * Keys of conditions that keep a statement for `*` within an account or an organisation. The catalogue has kms:ViaService
 * as well; but it says through which service a request comes and not whose it is, which is why the policies of AWS managed
 * keys have kms:CallerAccount beside it.
 */
const fences = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "kms:CallerAccount",
];

export const kmsKeyPolicyNotPublic = resourceRule({
  id: "kms-key-policy-not-public",
  types: [
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws:kms/keyPolicy:KeyPolicy",
  ],
  what: "A KMS key's policy lets nobody use the key from outside its account or organisation.",
  why: "A statement for Principal * lets every AWS account that knows the key's ARN use it.",
  remedy:
    "Name principals, or bind the statement with a condition on kms:CallerAccount, aws:PrincipalOrgID or aws:SourceAccount.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["KMS.5"], checkov: ["CKV_AWS_33"] },
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  // Resource * is right in a key policy: it means this key.
  evaluate: ({ props }) =>
    judgeStatements(parseDocument(read(props, "policy")), {
      found: "open to every AWS account",
      wanted: "for named principals, or bound to an account or organisation by a condition",
      breaks: (statement) =>
        all(allows(statement), any(forAnybody(statement), excludesSome(statement)), not(boundBy(statement, fences))),
    }),
});

/** An Allow with NotPrincipal is for anybody but those. */
function excludesSome({
  notPrincipals: { values, unknown },
}: {
  notPrincipals: { values: readonly unknown[]; unknown: boolean };
}): "yes" | "no" {
  return values.length > 0 || unknown ? "yes" : "no";
}
