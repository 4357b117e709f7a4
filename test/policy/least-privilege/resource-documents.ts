import { resourcePolicyPlace, resourcePolicyTypes } from "../../../policy/iam/resource-policies.ts";
import { type Properties } from "../../../policy/property.ts";
import { notKnownYet, removed, type Row } from "../table.ts";
import { account, policy } from "./documents.ts";

/** In a policy of a resource, `*` is the resource that has it. */
const Resource = "*";

/** The service whose policy it is. */
function serviceOf(type: string): string {
  const module = type.split(/[:/]/)[1] ?? "";
  return { cloudwatch: "events", msk: "kafka", opensearch: "es" }[module] ?? module;
}

/** A statement that lets one role do something. */
export function allowOne(type: string): Readonly<Record<string, unknown>> {
  return {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:role/dev-landing` },
    Action: `${serviceOf(type)}:Get*`,
    Resource,
  };
}

function denyInsecure(type: string): object {
  return {
    Effect: "Deny",
    Principal: "*",
    Action: `${serviceOf(type)}:*`,
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** Where a type has its policy. */
export function placeOf(type: string): string {
  return resourcePolicyPlace(type) ?? "policy";
}

/** One role is let in, and nobody without TLS, in every type that carries a resource policy. */
export const compliantResources: Readonly<Record<string, Properties>> = Object.fromEntries(
  resourcePolicyTypes.map((type) => [type, { [placeOf(type)]: policy(allowOne(type), denyInsecure(type)) }]),
);

/** A policy of a type with the change made to the statement that allows, after the ones that are right. */
export function withStatement(type: string, change: object): Readonly<Record<string, unknown>> {
  return { [placeOf(type)]: policy(allowOne(type), denyInsecure(type), { ...allowOne(type), ...change }) };
}

/** Rows that every rule over resource policies has, whatever it looks for. */
export const commonResourceRows: readonly Row[] = [
  { kind: "compliant", title: "one role is let in", findings: [] },
  {
    kind: "absent",
    title: "a queue without a policy of its own",
    type: "aws:sqs/queue:Queue",
    change: { policy: removed },
    findings: [],
  },
  {
    kind: "unknown",
    title: "a document not known yet",
    change: { policy: notKnownYet },
    also: ["s3-deny-insecure-transport"],
    findings: ["undecided policy"],
  },
  {
    kind: "wrong type",
    title: "a document that is a list is one finding, of another rule",
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    change: { policy: ["Allow"] },
    also: ["iam-document-valid"],
    findings: [],
  },
];

/** Rows of one violating statement, in each type that carries it. */
export function violatingResourceRows(
  title: string,
  change: (type: string) => object,
  also?: readonly string[],
): readonly Row[] {
  return resourcePolicyTypes.map((type) => ({
    kind: "violation",
    title: `${title}, ${type}`,
    type,
    change: withStatement(type, change(type)),
    also,
    findings: [`fail ${placeOf(type)}.Statement[2]`],
  }));
}
