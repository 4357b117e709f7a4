import { oneOf } from "../check.ts";
import { isEmpty } from "../property.ts";
import { advice, fail, type Finding, type StackResource, stackRule } from "../rule.ts";
import { given, linkedTo } from "../stack-links.ts";

const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";

export const kmsKeyPolicyExplicit = stackRule({
  id: "kms-key-policy-explicit",
  types: [
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    keyPolicy,
  ],
  what: "A KMS key has a policy of its own, under which the account can still manage it.",
  why: "AWS's default policy lets every IAM policy of the account open the key. A policy that locks everybody out can be mended by AWS support alone.",
  remedy:
    "Set policy, or add an aws.kms.KeyPolicy for the key, as the KeyRing component does; leave bypassPolicyLockoutSafetyCheck out.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV2_AWS_64"] },
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  evaluate: (key, stack) => [
    ...oneOf(given(key, "bypassPolicyLockoutSafetyCheck"), [false], "passes"),
    ...(key.type === keyPolicy ? [] : advice(hasPolicy(key, stack))),
  ],
});

function hasPolicy(key: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const policy = given(key, "policy");
  if (!isEmpty(policy)) return [];
  const linked = linkedTo(key, stack, { types: [keyPolicy], property: "keyId", names: ["keyId", "arn"] });
  return linked.length > 0 ? [] : [fail(policy, "absent", "a policy document, or a KeyPolicy linked to the key")];
}
