import assert from "node:assert/strict";
import {
  decide,
  effectiveGrant,
  type IamResource,
  rolesAmong,
  type RolePolicies,
} from "../../../policy/iam/effective-grant.ts";
import { asked, type RawStatement } from "./documents.ts";

const document = (...Statement: readonly RawStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });
const queue = "arn:aws:sqs:eu-central-1:1:events";

const read = document({ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: queue });
const send = document(
  {
    Effect: "Allow",
    Action: ["sqs:SendMessage", "s3:GetObject"],
    Resource: queue,
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  },
  { Effect: "Allow", Action: "sqs:Purge*", Resource: "*" },
  { Effect: "Allow", Action: "sns:*", Resource: "*" },
  { Effect: "Deny", Action: "sqs:PurgeQueue", Resource: "*" },
);

/** A role with one policy of each kind, and the policies of another. */
const resources: readonly IamResource[] = [
  {
    type: "aws:iam/role:Role",
    props: {
      name: "reader",
      assumeRolePolicy: document({
        Effect: "Allow",
        Principal: { Service: "glue.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
      permissionsBoundary: "arn:aws:iam::1:policy/boundary",
      inlinePolicies: [
        { name: "old", policy: document({ Effect: "Allow", Action: "sqs:GetQueueUrl", Resource: queue }) },
      ],
      managedPolicyArns: ["arn:aws:iam::aws:policy/Listing"],
    },
  },
  { type: "aws:iam/rolePolicy:RolePolicy", props: { name: "read", role: "reader", policy: read } },
  { type: "aws:iam/rolePolicy:RolePolicy", props: { name: "other", role: "writer", policy: send } },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    props: { role: "reader", policyArn: "arn:aws:iam::1:policy/send" },
  },
  { type: "aws:iam/policy:Policy", props: { name: "send", policy: send } },
  {
    type: "aws:iam/policy:Policy",
    props: { name: "boundary", policy: document({ Effect: "Allow", NotAction: "sns:*", Resource: "*" }) },
  },
];

function role(): RolePolicies {
  const managed = (arn: string): unknown =>
    arn.endsWith("/Listing") ? document({ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }) : undefined;
  const [only, ...others] = rolesAmong(resources, managed);
  assert.ok(only && others.length === 0);
  return only;
}

describe("The effective grant of a role", () => {
  it("is the union of its inline, attached and managed policies, minus what is denied, within the boundary", () => {
    assert.deepEqual(
      effectiveGrant(role()).map(({ action, resource, policy }) => [action.id, resource, policy]),
      [
        ["sqs:ReceiveMessage", queue, "read"],
        ["sqs:GetQueueUrl", queue, "old"],
        ["sqs:SendMessage", queue, "arn:aws:iam::1:policy/send"],
        ["sqs:ListQueues", "*", "arn:aws:iam::aws:policy/Listing"],
      ],
    );
  });

  it("keeps the conditions of each grant", () => {
    const constrained = effectiveGrant(role()).filter(({ constrainedBy }) => constrainedBy.length > 0);
    assert.deepEqual(
      constrained.map(({ action, constrainedBy }) => [action.id, constrainedBy.map(({ key }) => key)]),
      [["sqs:SendMessage", ["aws:SecureTransport"]]],
    );
  });

  it("decides requests", () => {
    const decision = (action: string, secure = "true"): string =>
      decide(role(), asked(action, queue, { "aws:SecureTransport": secure })).decision;
    assert.equal(decision("sqs:ReceiveMessage"), "allow");
    assert.equal(decision("sqs:SendMessage"), "allow");
    assert.equal(decision("sqs:SendMessage", "false"), "deny");
    assert.equal(decision("sqs:PurgeQueue"), "deny");
    assert.equal(decision("sns:Publish"), "deny");
  });

  it("grants everything else where a policy names what it leaves out", () => {
    const policy = document({
      Effect: "Allow",
      NotAction: ["sqs:[a-z]*", "sqs:S*", "s3:*"],
      NotResource: "arn:aws:sqs:::x",
    });
    const [all] = rolesAmong(
      [
        { type: "aws:iam/role:Role", props: { name: "all" } },
        { type: "aws:iam/rolePolicy:RolePolicy", props: { role: "all", policy } },
      ],
      () => undefined,
    );
    assert.ok(all);
    const granted = new Set(effectiveGrant(all).map(({ action }) => action.id));
    assert.ok(granted.has("sqs:ReceiveMessage") && !granted.has("sqs:SendMessage") && !granted.has("s3:GetObject"));
  });

  it("has no statements of a policy that nobody knows", () => {
    const [lost] = rolesAmong(
      [{ type: "aws:iam/role:Role", props: { name: "a", managedPolicyArns: ["arn:x"] } }],
      () => undefined,
    );
    assert.deepEqual(
      lost?.policies.map(({ document }) => document.state),
      ["absent"],
    );
  });
});
