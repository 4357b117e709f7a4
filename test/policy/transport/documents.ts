import { notKnownYet, type Row } from "../table.ts";

interface Statement {
  readonly Action: string;
  readonly [element: string]: unknown;
}

/** A statement that refuses an action on a resource to everybody who does not use TLS. */
export function tlsOnly(action: string, resource: string | readonly string[]): Statement {
  return {
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** Text of a document with one statement, some of its elements put in place of its own. */
export function documentOf(statement: object, change: object = {}): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, ...change }] });
}

/** Ways to write a denial that refuses too little. */
function weakDenials(statement: Statement): readonly (readonly [title: string, policy: string])[] {
  const weak = {
    "some actions": { Action: "sns:Get*" },
    "some principals": { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
    "the other way round": { Condition: { Bool: { "aws:SecureTransport": "true" } } },
    "no condition, which would refuse everything": { Condition: {} },
    "another condition": { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } },
    "a second condition makes it narrower": {
      Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    },
  };
  return Object.entries(weak).map(([title, change]) => [title, documentOf(statement, change)]);
}

/** Rows of a property `policy` that must refuse requests without TLS. An unknown one depends on something, as inputs do. */
export function denialRows(statement: Statement, type?: string): readonly Row[] {
  const row = (kind: Row["kind"], title: string, policy: unknown, findings: readonly string[]): Row => ({
    kind,
    title: type === undefined ? title : `${title}, ${type}`,
    type,
    change: { policy },
    findings,
  });
  return [
    row("compliant", "the document as an object", { Statement: statement }, []),
    ...weakDenials(statement).map(([title, policy]) => row("violation", title, policy, ["fail policy"])),
    {
      ...row("violation", "an Allow", documentOf(statement, { Effect: "Allow" }), ["fail policy"]),
      also: [
        ...(statement.Action.endsWith(":*") ? ["resource-policy-no-star-action"] : []),
        "resource-policy-not-public",
      ],
    },
    { ...row("violation", "text that is not JSON", "Deny", ["fail policy"]), also: ["iam-document-valid"] },
    {
      ...row("unknown", "a document not known yet", notKnownYet, ["undecided policy"]),
      others: [{ name: "reader", type: "aws:iam/role:Role", props: {} }],
      dependsOn: { policy: "reader" },
    },
    row("unknown", "an effect not known yet", { Statement: { ...statement, Effect: notKnownYet } }, [
      "undecided policy",
    ]),
    row("wrong type", "a number", 7, ["fail policy"]),
  ];
}
