import { k8sSecretsNotEnv } from "../../../policy/kubernetes/k8s-secrets-not-env.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sSecretsNotEnv;
const env = "$.containers.0.env";
const found = "$.containers[0].env[0]";

export const table: RuleTable = {
  rule: k8sSecretsNotEnv,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "a name of a topic", findings: [] },
    {
      kind: "compliant",
      title: "where a secret is",
      change: {
        [env]: [
          { name: "SECRET_ARN", value: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:broker" },
          { name: "PASSWORD_FILE", value: "/secrets/password" },
          { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        ],
      },
      findings: [],
    },
    {
      kind: "violation",
      title: "a password in plain text",
      change: { [env]: [{ name: "DB_PASSWORD", value: "correct horse" }] },
      findings: [`fail ${found}.value`],
      says: "is a secret in plain text; must be no secret",
    },
    {
      kind: "violation",
      title: "an access key under another name",
      change: { [env]: [{ name: "SETTINGS", value: "id=AKIAIOSFODNN7EXAMPLE" }] },
      findings: [`fail ${found}.value`],
    },
    {
      kind: "violation",
      title: "a Kubernetes secret as a variable",
      change: { [env]: [{ name: "DB", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }] },
      findings: [`advice ${found}.valueFrom.secretKeyRef`],
    },
    {
      kind: "violation",
      title: "all of a Kubernetes secret as variables",
      change: { "$.containers.0.envFrom": [{ secretRef: { name: "db" } }] },
      findings: ["advice $.containers[0].envFrom[0].secretRef"],
    },
    { kind: "absent", title: "no variables", change: { [env]: removed }, findings: [] },
    {
      kind: "unknown",
      title: "a password not known yet",
      change: { [env]: [{ name: "DB_PASSWORD", value: notKnownYet }] },
      findings: [`undecided ${found}.value`],
    },
    {
      kind: "unknown",
      title: "another value not known yet",
      change: { [env]: [{ name: "BROKERS", value: notKnownYet }] },
      findings: [],
    },
    {
      kind: "unknown",
      title: "variables not known yet",
      change: { [env]: notKnownYet },
      findings: ["undecided $.containers[0].env"],
    },
    {
      kind: "wrong type",
      title: "variables that are a secret as text",
      change: { [env]: "AKIAIOSFODNN7EXAMPLE" },
      findings: ["fail $.containers[0].env"],
    },
  ]),
};
