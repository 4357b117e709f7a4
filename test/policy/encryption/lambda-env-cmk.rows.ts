import { lambdaEnvCmk } from "../../../policy/encryption/lambda-env-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: lambdaEnvCmk,
  compliant: {
    "aws:lambda/function:Function": {
      environment: { variables: { TOPIC: "iot.events" } },
      kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/secrets",
    },
  },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("kmsKeyArn", { service: "lambda" }),
    {
      kind: "absent",
      title: "no environment, no key",
      change: { environment: removed, kmsKeyArn: removed },
      findings: [],
    },
    {
      kind: "compliant",
      title: "an empty environment, no key",
      change: { "environment.variables": {}, kmsKeyArn: removed },
      findings: [],
    },
    {
      kind: "unknown",
      title: "variables not known yet, without a key",
      change: { "environment.variables": notKnownYet, kmsKeyArn: removed },
      findings: ["undecided kmsKeyArn"],
    },
    {
      kind: "unknown",
      title: "a variable not known yet is one",
      change: { "environment.variables.TOPIC": notKnownYet, kmsKeyArn: removed },
      findings: ["fail kmsKeyArn"],
    },
    {
      kind: "wrong type",
      title: "an environment that is text, without a key",
      change: { environment: "TOPIC=iot.events", kmsKeyArn: removed },
      findings: ["fail kmsKeyArn"],
    },
  ],
};
