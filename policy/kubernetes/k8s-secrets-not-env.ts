import { property, type Reading, textOf } from "../property.ts";
import { advice, fail, type Finding, resourceRule, undecided } from "../rule.ts";
import { isWrittenSecret, namesASecret } from "../secret-text.ts";
import { containersOf, listWithin, within, workloadTypes } from "./pod-spec.ts";

export const k8sSecretsNotEnv = resourceRule({
  id: "k8s-secrets-not-env",
  types: workloadTypes,
  what: "A secret is no environment variable, and least of all one that is written down.",
  why: "Environment variables show in crash reports, child processes and kubectl describe; what is written down is in every state and log too.",
  remedy:
    "Mount the secret as a file (an ExternalSecret makes it from Secrets Manager), or read it from Secrets Manager with the pod's role.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_K8S_35"] },
  url: "https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html",
  evaluate: (workload) =>
    containersOf(workload).flatMap((container) => [
      ...listWithin(container, "env").flatMap(variable),
      ...listWithin(container, "envFrom")
        .map((source) => within(source, "secretRef"))
        .flatMap(notFromSecret),
    ]),
});

function variable(entry: Reading): readonly Finding[] {
  const value = property(entry, "value");
  const name = property(entry, "name");
  const written = textOf(name);
  const wanted = "no secret: mount it as a file";
  if (value.state === "unknown" && (namesASecret(written) || entry.state === "unknown")) {
    return [undecided(value, wanted)];
  }
  // Never the value itself in a message.
  if (value.state === "known" && isWrittenSecret(written, value.value))
    return [fail(value, "a secret in plain text", wanted)];
  if (entry.state !== "known" || value.state !== "absent") return [];
  return notFromSecret(within(entry, "valueFrom.secretKeyRef"));
}

function notFromSecret(reference: Reading): readonly Finding[] {
  if (reference.state !== "known" || reference.misshapen) return [];
  return advice([fail(reference, "set", "absent: mount the secret as a file")]);
}
