import { noLiteralSecrets } from "../../../policy/data-protection/no-literal-secrets.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const lambda = "aws:lambda/function:Function";
const parameter = "aws:ssm/parameter:Parameter";
const given = {
  "aws:rds/instance:Instance": "password",
  "aws:rds/cluster:Cluster": "masterPassword",
  "aws:redshift/cluster:Cluster": "masterPassword",
  "aws:redshiftserverless/namespace:Namespace": "adminUserPassword",
};
const variables = "environment.variables";

const databases = Object.entries(given).flatMap(([type, path]): readonly Row[] => [
  {
    kind: "violation",
    title: `a password, ${type}`,
    type,
    change: { [path]: "correct horse" },
    findings: [`fail ${path}`],
    says: "is set by the program; must be absent, with manage",
  },
  { kind: "absent", title: `an empty password, ${type}`, type, change: { [path]: "" }, findings: [] },
  {
    kind: "unknown",
    title: `a password not known yet, ${type}`,
    type,
    change: { [path]: notKnownYet },
    findings: [`undecided ${path}`],
  },
  {
    kind: "wrong type",
    title: `a password that is a number, ${type}`,
    type,
    change: { [path]: 7 },
    findings: [`fail ${path}`],
  },
]);

export const table: RuleTable = {
  rule: noLiteralSecrets,
  compliant: {
    ...Object.fromEntries(Object.keys(given).map((type) => [type, {}])),
    [lambda]: {
      name: "prod-worker",
      environment: { variables: { TOPIC: "iot.telemetry", SECRET_NAME: "prod/broker" } },
    },
    [parameter]: { name: "/prod/broker/endpoint", type: "String", value: "broker.example.com" },
  },
  rows: [
    { kind: "compliant", title: "a database with a password of AWS's", findings: [] },
    { kind: "compliant", title: "a function that knows where the secret is", type: lambda, findings: [] },
    { kind: "compliant", title: "a parameter that is no secret", type: parameter, findings: [] },
    ...databases,
    {
      kind: "violation",
      title: "a password in a variable",
      type: lambda,
      change: { [variables]: { DB_PASSWORD: "correct horse" } },
      findings: [`fail ${variables}.DB_PASSWORD`],
      says: "is a secret in plain text",
    },
    {
      kind: "violation",
      title: "an access key in a variable",
      type: lambda,
      change: { [variables]: { UPSTREAM: "AKIAIOSFODNN7EXAMPLE" } },
      findings: [`fail ${variables}.UPSTREAM`],
    },
    { kind: "absent", title: "no variables", type: lambda, change: { environment: removed }, findings: [] },
    {
      kind: "unknown",
      title: "variables not known yet",
      type: lambda,
      change: { [variables]: notKnownYet },
      findings: [`undecided ${variables}`],
    },
    {
      kind: "unknown",
      title: "a password in a variable, not known yet",
      type: lambda,
      change: { [variables]: { DB_PASSWORD: notKnownYet, BROKERS: notKnownYet } },
      findings: [`undecided ${variables}.DB_PASSWORD`],
    },
    {
      kind: "wrong type",
      title: "variables that are text",
      type: lambda,
      change: { [variables]: "DB_PASSWORD=x" },
      findings: [`fail ${variables}`],
    },
    {
      kind: "violation",
      title: "a parameter named like a secret",
      type: parameter,
      change: { name: "/prod/broker/password" },
      findings: ["fail type"],
    },
    {
      kind: "compliant",
      title: "the same, encrypted",
      type: parameter,
      change: { name: "/prod/broker/password", type: "SecureString" },
      findings: [],
    },
    {
      kind: "violation",
      title: "a parameter that holds a key",
      type: parameter,
      change: { value: "-----BEGIN RSA PRIVATE KEY-----\nMIIE" },
      findings: ["fail type"],
    },
    {
      kind: "violation",
      title: "a parameter that shows a token",
      type: parameter,
      change: { value: removed, insecureValue: `ghp_${"a".repeat(36)}` },
      findings: ["fail type"],
    },
    {
      kind: "violation",
      title: "a parameter that is told a token and does not show it",
      type: parameter,
      change: { value: removed, valueWo: `ghp_${"a".repeat(36)}` },
      findings: ["fail type"],
    },
    {
      kind: "unknown",
      title: "a parameter's type not known yet",
      type: parameter,
      change: { name: "/prod/broker/password", type: notKnownYet },
      findings: ["undecided type"],
    },
  ],
};
