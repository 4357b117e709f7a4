import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import * as fc from "fast-check";
import { toolchain } from "../../../local/toolchain/index.ts";
import { expandAction, isConditionKey, knowsConditionKey } from "../../../policy/iam/actions.ts";
import { canName } from "../../../policy/iam/arn.ts";
import { type RawStatement, statementsOf } from "./documents.ts";

/** Kinds of findings that both know, by parliament's names. */
const kinds = ["UNKNOWN_ACTION", "RESOURCE_MISMATCH", "RESOURCE_STAR", "UNKNOWN_CONDITION_FOR_ACTION"] as const;
type Kind = (typeof kinds)[number];

interface Comparison {
  readonly statement: RawStatement;
  readonly kind: Kind;
  readonly ours: boolean;
  readonly theirs: boolean;
}

/** A kind of difference, and why ours is right. */
interface Explanation {
  readonly why: string;
  readonly explains: (comparison: Comparison) => boolean;
}

const explanations: readonly Explanation[] = [
  {
    why: "A grant for a key can depend on the aliases of the key, which parliament's older data does not know.",
    explains: ({ kind, ours, statement }) =>
      kind === "UNKNOWN_CONDITION_FOR_ACTION" && !ours && JSON.stringify(statement).includes("kms:ResourceAliases"),
  },
];

const account = "000000000000";

const actions = [
  "s3:GetObject",
  "S3:getobject",
  "s3:PutObject",
  "s3:ListBucket",
  "s3:ListAllMyBuckets",
  "s3:GetObjects",
  "sqs:SendMessage",
  "sqs:ReceiveMessages",
  "sqs:*Message",
  "sns:Publish",
  "kms:Decrypt",
  "kms:Generate*",
  "secretsmanager:GetSecretValue",
  "secretsmanager:GetRandomPassword",
  "dynamodb:PutItem",
  "dynamodb:ListTables",
  "kafka-cluster:WriteData",
  "kafka-cluster:Connect",
  "logs:PutLogEvents",
  "lambda:InvokeFunction",
  "kinesis:PutRecord",
  "iam:PassRole",
  "ec2:DescribeInstances",
  "nosuch:Thing",
];

const resources = [
  "*",
  "arn:aws:s3:::lake",
  "arn:aws:s3:::lake/*",
  "arn:aws:s3:::lake-*/raw/*",
  `arn:aws:sqs:eu-central-1:${account}:events`,
  `arn:aws:sqs:*:${account}:*`,
  `arn:aws:sns:eu-central-1:${account}:alerts`,
  `arn:aws:kms:eu-central-1:${account}:key/*`,
  `arn:aws:kms:eu-central-1:${account}:alias/lake`,
  `arn:aws:secretsmanager:eu-central-1:${account}:secret:kafka-??????`,
  `arn:aws:dynamodb:eu-central-1:${account}:table/seen`,
  `arn:aws:kafka:eu-central-1:${account}:topic/events/*/iot.telemetry.v1`,
  `arn:aws:kafka:eu-central-1:${account}:cluster/events/*`,
  `arn:aws:logs:eu-central-1:${account}:log-group:/aws/eks:*`,
  `arn:aws:lambda:eu-central-1:${account}:function:rotate`,
  `arn:aws:kinesis:eu-central-1:${account}:stream/events`,
  `arn:aws:iam::${account}:role/nodes`,
];

const keys = [
  "aws:SecureTransport",
  "aws:SourceAccount",
  "aws:NoSuchKey",
  "s3:prefix",
  "s3:ExistingObjectTag/class",
  "kms:ViaService",
  "kms:ResourceAliases",
  "iam:PassedToService",
  "secretsmanager:SecretId",
  "nosuch:Key",
];

const one = (names: readonly string[], most: number): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: most });

const statement: fc.Arbitrary<RawStatement> = fc
  .record({
    Action: one(actions, 2),
    Resource: one(resources, 3),
    key: fc.option(fc.constantFrom(...keys), { freq: 3 }),
  })
  .map(({ key, ...rest }) => ({
    Effect: "Allow",
    ...rest,
    ...(key === null
      ? {}
      : { Condition: key === "aws:SecureTransport" ? { Bool: { [key]: "true" } } : { StringEquals: { [key]: "a" } } }),
  }));

/** As the rules see a statement. After an action that does not exist nothing more is said of it: parliament stops there. */
function ourKinds(raw: RawStatement): ReadonlySet<Kind> {
  const [parsed] = statementsOf(raw);
  assert.ok(parsed);
  const expansions = parsed.actions.values.map(expandAction);
  if (expansions.some(({ unknown }) => unknown)) return new Set(["UNKNOWN_ACTION"]);
  const granted = expansions.flatMap((expansion) => expansion.actions);
  const { values } = parsed.resources;
  const tested = parsed.conditions.values.map(({ key }) => key);
  const isUnknown = (key: string): boolean =>
    !isConditionKey(key) || granted.some((action) => !knowsConditionKey(action, key));
  return new Set([
    ...(granted.some((action) => !values.some((resource) => canName(resource, action)))
      ? ["RESOURCE_MISMATCH" as const]
      : []),
    ...(values.includes("*") && granted.some(({ isWildcardOnly }) => !isWildcardOnly)
      ? ["RESOURCE_STAR" as const]
      : []),
    ...(tested.some(isUnknown) ? ["UNKNOWN_CONDITION_FOR_ACTION" as const] : []),
  ]);
}

/** Parliament tells an unknown service from an unknown action. */
function theirKinds(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => (name === "UNKNOWN_PREFIX" ? "UNKNOWN_ACTION" : name)));
}

const policies = 500;

describe("Findings over actions, resources and conditions, compared with parliament's", function () {
  this.timeout(300_000);
  let comparisons: readonly Comparison[] = [];

  before(async () => {
    const { checkovPython = "" } = await toolchain(["checkov"], (message) => {
      console.error(message);
    });
    const statements = fc.sample(statement, { numRuns: policies, seed: 5 });
    const documents = statements.map((Statement) => ({ Version: "2012-10-17", Statement: [Statement] }));
    const output = execFileSync(checkovPython, [path.join(import.meta.dirname, "judge.py")], {
      input: JSON.stringify(documents),
      env: { PATH: process.env.PATH },
      maxBuffer: 64 * 1024 * 1024,
    });
    const judged = JSON.parse(output.toString()) as readonly (readonly string[])[]; // written by judge.py
    comparisons = statements.flatMap((raw, index) => {
      const [ours, theirs] = [ourKinds(raw), theirKinds(judged[index] ?? [])];
      return kinds.map((kind) => ({ statement: raw, kind, ours: ours.has(kind), theirs: theirs.has(kind) }));
    });
  });

  it(`agree on ${policies} generated policies, at least 99 of 100`, () => {
    const alike = comparisons.filter(({ ours, theirs }) => ours === theirs).length;
    const share = (100 * alike) / comparisons.length;
    const found = kinds.map((kind) => `${kind} ${comparisons.filter((one) => one.kind === kind && one.ours).length}`);
    console.log(
      `      ${alike} of ${comparisons.length} judgements agree (${share.toFixed(1)} %): ${found.join(", ")}`,
    );
    for (const kind of kinds)
      assert.ok(
        comparisons.some((one) => one.kind === kind && one.ours && one.theirs),
        kind,
      );
    assert.ok(share >= 99, `${share} %`);
  });

  it("differ only as explained, and every explanation is needed", () => {
    const differences = comparisons.filter(({ ours, theirs }) => ours !== theirs);
    const unexplained = differences.filter((one) => !explanations.some(({ explains }) => explains(one)));
    assert.deepEqual(unexplained, []);
    const unused = explanations.filter(({ explains }) => !differences.some(explains));
    assert.deepEqual(
      unused.map(({ why }) => why),
      [],
    );
  });
});
