import * as fc from "fast-check";
import { parseDocument, type Statement } from "../../../policy/iam/document.ts";
import { type Request } from "../../../policy/iam/evaluate.ts";
import { readingOf } from "../../../policy/property.ts";

/** A statement as JSON has it. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** Statements of a document that is whole. */
export function statementsOf(...statements: readonly RawStatement[]): readonly Statement[] {
  const document = parseDocument(readingOf("policy", { Version: "2012-10-17", Statement: statements }));
  if (document.state !== "known") throw new Error(`The document is ${document.state}.`);
  return document.statements;
}

export function asked(action: string, resource: string, context: Request["context"] = {}): Request {
  return { action, resource, context, complete: true };
}

const account = "000000000000";

/** Actions and resources so alike that generated statements and requests often meet. */
const actionNames = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "sqs:SendMessage",
  "sqs:ReceiveMessage",
  "sns:Publish",
];
const resourceNames = [
  "arn:aws:s3:::lake",
  "arn:aws:s3:::lake/raw/day",
  "arn:aws:s3:::lake/silver/day",
  "arn:aws:s3:::Lake/raw/day",
  `arn:aws:sqs:us-east-1:${account}:events`,
  `arn:aws:sqs:eu-west-1:${account}:events`,
  `arn:aws:sns:us-east-1:${account}:events`,
];
const actionPatterns = [...actionNames, "S3:getobject", "s3:*", "s3:Get*", "s3:?etObject", "sqs:*Message", "*"];
const resourcePatterns = [
  ...resourceNames,
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::lake/*",
  "arn:aws:s3:::lake/*/day",
  "arn:aws:s3:::????",
  "arn:aws:sqs:*",
  `arn:aws:sqs:*:${account}:events`,
];

/** The context that the emulator gives its simulated requests. */
export const simulatedContext = {
  "aws:PrincipalArn": `arn:aws:iam::${account}:root`,
  "aws:PrincipalAccount": account,
  "aws:PrincipalType": "User",
  "aws:RequestedRegion": "us-east-1",
  "aws:SecureTransport": "false",
  "aws:SourceIp": "127.0.0.1",
  "aws:ResourceAccount": account,
};

const values = (...names: readonly string[]): fc.Arbitrary<string | readonly string[]> =>
  fc.oneof(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }));

const test = (operators: readonly string[], key: string, ...expected: readonly string[]): fc.Arbitrary<RawStatement> =>
  fc
    .record({
      operator: fc.constantFrom(...operators),
      suffix: fc.constantFrom("", "", "IfExists"),
      expected: values(...expected),
    })
    .map((one) => ({ [`${one.operator}${one.suffix}`]: { [key]: one.expected } }));

const equal = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
const like = ["StringLike", "StringNotLike"];
const sets = [
  "ForAnyValue:StringEquals",
  "ForAllValues:StringEquals",
  "ForAnyValue:StringLike",
  "ForAllValues:StringLike",
];
const arns = ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"];

const condition = fc.oneof(
  test(equal, "aws:RequestedRegion", "us-east-1", "US-EAST-1", "eu-west-1", "${aws:RequestedRegion}"),
  test(like, "aws:requestedregion", "us-*", "eu-*", "*", "us-east-?"),
  test(sets, "aws:PrincipalAccount", account, "111111111111", "0*"),
  test(
    arns,
    "aws:PrincipalArn",
    `arn:aws:iam::${account}:*`,
    "arn:aws:iam::111111111111:role/x",
    "arn:aws:iam::*:root",
    "arn:aws:iam:*:root",
  ),
  test(["Bool"], "aws:SecureTransport", "true", "false"),
  test(["IpAddress", "NotIpAddress"], "aws:SourceIp", "127.0.0.0/8", "10.0.0.0/8", "127.0.0.1", "2001:db8::/32"),
  test(
    ["NumericLessThan", "NumericGreaterThanEquals", "NumericEquals", "NumericNotEquals"],
    "s3:max-keys",
    "10",
    "100",
  ),
  test(["DateGreaterThan", "DateLessThan"], "aws:CurrentTime", "2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"),
  test([...equal, ...like, ...sets], "aws:PrincipalTag/team", "lake", "l*"),
  fc
    .record({ key: fc.constantFrom("aws:SourceIp", "aws:PrincipalTag/team"), wanted: fc.constantFrom("true", "false") })
    .map(({ key, wanted }) => ({ Null: { [key]: wanted } })),
);

export const statement: fc.Arbitrary<RawStatement> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    action: fc.record({
      name: fc.constantFrom("Action", "Action", "Action", "NotAction"),
      of: values(...actionPatterns),
    }),
    resource: fc.record({
      name: fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
      of: values(...resourcePatterns),
    }),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ Effect, action, resource, conditions }) => ({
    Effect,
    [action.name]: action.of,
    [resource.name]: resource.of,
    ...(conditions.length === 0 ? {} : { Condition: Object.assign({}, ...conditions) as unknown }),
  }));

export const statementList = fc.array(statement, { minLength: 1, maxLength: 4 });

/** An action and a resource that statements may be about. */
export const question = fc.record({
  action: fc.constantFrom(...actionNames),
  resource: fc.constantFrom(...resourceNames),
});
