import { resourcePolicyPlace, resourcePolicyTypes } from "../../../policy/iam/resource-policies.ts";
import { type Properties } from "../../../policy/property.ts";
import { notKnownYet, removed, type Row } from "../table.ts";
import { account, policy } from "./documents.ts";

/** The service whose policy it is, and what the policy is for. */
function serviceOf(type: string): readonly [service: string, resources: readonly string[]] {
  const module = type.split(/[:/]/)[1] ?? "";
  const service = { cloudwatch: "events", msk: "kafka", opensearch: "es" }[module] ?? module;
  return module === "s3"
    ? [service, ["arn:aws:s3:::tls-only", "arn:aws:s3:::tls-only/*"]]
    : [service, [`arn:aws:${service}:eu-west-1:${account}:${type.split(":").at(-1) ?? ""}`]];
}

/** A statement that lets one role do something. */
export function allowOne(type: string): Readonly<Record<string, unknown>> {
  const [service, Resource] = serviceOf(type);
  return {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:role/dev-landing` },
    Action: `${service}:Get*`,
    Resource,
  };
}

/** Buckets have other names in other tables, so of buckets it is of any. */
function denyInsecure(type: string): object {
  const [service, resources] = serviceOf(type);
  const Resource = service === "s3" ? "*" : resources;
  return {
    Effect: "Deny",
    Principal: "*",
    Action: `${service}:*`,
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
