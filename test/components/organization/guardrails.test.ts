import assert from "node:assert/strict";
import fc from "fast-check";
import { type GuardStatement } from "../../../components/iam/policy-document.ts";
import { guardrails, merged, presetsOf, tiers, type TierTargets } from "../../../components/organization/guardrails.ts";
import { policyLimits } from "../../../components/organization/policy-limits.ts";
import { serviceControlPresets } from "../../../components/organization/service-control-presets.ts";

const organization = {
  id: "o-abcdefghij",
  regions: ["eu-central-1", "eu-west-1"],
  administrators: ["OrganizationAccountAccessRole"],
};
const targets: TierTargets = { baseline: ["r-abcd"], workloads: ["ou-abcd-12345678"], production: ["333333333333"] };

const list = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

function statementsOf(content: string): readonly GuardStatement[] {
  return (JSON.parse(content) as { Statement: readonly GuardStatement[] }).Statement; // written by the function under test
}

/** Every action that a list of statements denies, with where and when. */
function meaning(statements: readonly GuardStatement[]): ReadonlySet<string> {
  return new Set(
    statements.flatMap((statement) =>
      statement.Action === undefined
        ? [JSON.stringify({ ...statement, Sid: "" })]
        : list(statement.Action).map((Action) => JSON.stringify({ ...statement, Sid: "", Action })),
    ),
  );
}

describe("guardrails", () => {
  it("are service control policies by tier, a data perimeter and settings of EC2", () => {
    assert.deepEqual(
      guardrails(organization, targets).map((policy) => [policy.kind, policy.name, policy.targets]),
      [
        ["service-control", "baseline-guardrails", ["r-abcd"]],
        ["service-control", "workloads-guardrails", ["ou-abcd-12345678"]],
        ["service-control", "production-guardrails", ["333333333333"]],
        ["resource-control", "data-perimeter", ["ou-abcd-12345678"]],
        ["declarative-ec2", "ec2-settings", ["ou-abcd-12345678"]],
      ],
    );
  });

  it("use every preset once", () => {
    assert.deepEqual(tiers.flatMap((tier) => presetsOf[tier]).sort(), Object.keys(serviceControlPresets).sort());
  });

  it("fit with room for twice as much, without white space between their elements", () => {
    for (const { kind, name, content } of guardrails(organization, targets)) {
      assert.ok(content.length * 2 <= policyLimits[kind].characters, `${name} has ${content.length} characters`);
      assert.doesNotMatch(content, /": |, "/);
    }
  });

  it("only deny", () => {
    for (const { kind, content } of guardrails(organization, targets)) {
      if (kind === "declarative-ec2") continue;
      assert.deepEqual([...new Set(statementsOf(content).map(({ Effect }) => Effect))], ["Deny"]);
    }
  });

  it("protect what tells of an attack, from everybody but the administrators", () => {
    const denied = guardrails(organization, targets).flatMap(({ kind, content }) =>
      kind === "service-control" ? statementsOf(content) : [],
    );
    for (const action of [
      "cloudtrail:StopLogging",
      "config:StopConfigurationRecorder",
      "guardduty:DeleteDetector",
      "logs:DeleteLogGroup",
      "kms:ScheduleKeyDeletion",
      "sns:DeleteTopic",
      "lambda:DeleteFunction",
    ]) {
      const statement = denied.find(({ Action }) => list(Action).includes(action));
      assert.deepEqual(
        statement?.Condition,
        { ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/OrganizationAccountAccessRole"] } },
        action,
      );
    }
  });

  it("keep everybody in the organization and the root user out, without exception", () => {
    const [baseline] = guardrails(organization, targets);
    const statements = statementsOf(baseline?.content ?? "");
    assert.deepEqual(statements.find(({ Sid }) => Sid === "StayInOrganization")?.Condition, undefined);
    assert.deepEqual(statements.find(({ Sid }) => Sid === "NoRootUser")?.Condition, {
      ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
    });
  });

  it("let nobody outside the organization in, nor anybody without TLS", () => {
    const perimeter = guardrails(organization, targets).find(({ kind }) => kind === "resource-control");
    const [identities, services, tls] = statementsOf(perimeter?.content ?? "");
    assert.deepEqual(identities?.Condition, {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    });
    assert.deepEqual(services?.Condition?.StringNotEqualsIfExists, { "aws:SourceOrgID": "o-abcdefghij" });
    assert.deepEqual(tls?.Condition, { BoolIfExists: { "aws:SecureTransport": "false" } });
    assert.ok(!list(identities.Action).includes("sts:*"), "workflows come with a web identity of no organization");
  });

  it("fail when AWS Organizations would refuse them, with every problem", () => {
    const many = Array.from({ length: 900 }, (_, index) => `eu-nowhere-${index}`);
    assert.throws(() => guardrails({ ...organization, regions: many }, targets), {
      message:
        /^The organization's policies cannot be attached:\n- the service-control policy "workloads-guardrails" has \d{5} characters; AWS Organizations allows 10240\. Move presets to another tier\.$/,
    });
  });
});

describe("merged statements", () => {
  it("mean what they meant", () => {
    const action = fc.constantFrom("a:One", "a:Two", "b:Three", "b:Four");
    const condition = fc.constantFrom(undefined, { Bool: { k: "false" } }, { Bool: { k: "true" } });
    const statement: fc.Arbitrary<GuardStatement> = fc
      .record({
        Sid: fc.constantFrom("A", "B"),
        actions: fc.array(action, { minLength: 1, maxLength: 3 }),
        not: fc.boolean(),
        Resource: fc.constantFrom("*", "r"),
        Condition: condition,
      })
      .map(({ Sid, actions, not, Resource, Condition }) => ({
        Sid,
        Effect: "Deny" as const,
        ...(not ? { NotAction: actions } : { Action: actions }),
        Resource,
        ...(Condition === undefined ? {} : { Condition }),
      }));
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
        assert.deepEqual(meaning(merged(statements)), meaning(statements));
        assert.ok(merged(statements).length <= statements.length);
      }),
    );
  });
});
