import assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluate, evaluateWithin, type Request } from "../../../policy/iam/evaluate.ts";
import { notKnownYet } from "../table.ts";
import {
  asked,
  question,
  simulatedContext,
  type RawStatement,
  statement,
  statementList,
  statementsOf,
} from "./documents.ts";

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::lake/*" };
const object = "arn:aws:s3:::lake/day";

function decision(request: Request, ...statements: readonly RawStatement[]): string {
  return evaluate(statementsOf(...statements), request).decision;
}

describe("The evaluator of policies", () => {
  it("denies what nothing allows, and what anything denies", () => {
    assert.equal(decision(asked("s3:GetObject", object), read), "allow");
    assert.equal(decision(asked("S3:GETOBJECT", object), read), "allow");
    assert.equal(decision(asked("s3:PutObject", object), read), "deny");
    assert.equal(decision(asked("s3:GetObject", "arn:aws:s3:::other/day"), read), "deny");
    assert.equal(decision(asked("s3:GetObject", object), read, { ...read, Effect: "Deny" }), "deny");
  });

  it("names the statements that decide", () => {
    const statements = statementsOf(read, { ...read, Effect: "Deny", Action: "s3:*" });
    const paths = (request: Request): unknown => evaluate(statements, request).by.map(({ path }) => path);
    assert.deepEqual(paths(asked("s3:GetObject", object)), ["policy.Statement[1]"]);
    assert.deepEqual(paths(asked("sqs:SendMessage", object)), []);
  });

  it("reads NotAction and NotResource as everything else", () => {
    const others = { Effect: "Allow", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::audit/*" };
    assert.equal(decision(asked("s3:GetObject", object), others), "allow");
    assert.equal(decision(asked("iam:PassRole", object), others), "deny");
    assert.equal(decision(asked("s3:GetObject", "arn:aws:s3:::audit/day"), others), "deny");
  });

  it("puts the request into variables, and matches nothing where it has no value", () => {
    const home = { ...read, Resource: "arn:aws:s3:::home/${aws:username}/*" };
    const diary = "arn:aws:s3:::home/anna/diary";
    assert.equal(decision(asked("s3:GetObject", diary, { "aws:userName": "anna" }), home), "allow");
    assert.equal(decision(asked("s3:GetObject", diary, { "aws:username": "*" }), home), "deny");
    assert.equal(decision(asked("s3:GetObject", diary), home), "deny");
    const fallback = { ...read, Resource: "arn:aws:s3:::home/${aws:username, 'anna'}/*" };
    assert.equal(decision(asked("s3:GetObject", diary), fallback), "allow");
    const own = { ...read, Resource: "*", Condition: { StringEquals: { "s3:prefix": "${aws:username}" } } };
    const context = { "aws:username": "anna", "s3:prefix": "anna" };
    assert.equal(decision(asked("s3:GetObject", diary, context), own), "allow");
    assert.equal(
      decision({ ...asked("s3:GetObject", diary), context: { "s3:prefix": "a" }, complete: false }, own),
      "unknown",
    );
  });

  it("answers for all that a request with wildcards takes in", () => {
    assert.equal(decision(asked("s3:GetObject", "arn:aws:s3:::lake/raw/*"), read), "allow");
    assert.equal(decision(asked("s3:GetObject", "arn:aws:s3:::*"), read), "unknown");
    assert.equal(decision(asked("s3:Get*", object), read), "unknown");
    assert.equal(decision(asked("sqs:*", "*"), read), "deny");
  });

  it("leaves open what depends on what is not known", () => {
    const narrow = { ...read, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
    assert.equal(decision({ ...asked("s3:GetObject", object), complete: false }, narrow), "unknown");
    assert.equal(decision(asked("s3:GetObject", object), narrow), "deny");
    assert.equal(decision(asked("s3:GetObject", object), { ...read, Resource: [notKnownYet] }), "unknown");
    assert.equal(decision(asked("s3:GetObject", object), { ...read, Effect: notKnownYet }), "unknown");
    assert.equal(decision(asked("s3:GetObject", object), read, { ...read, Effect: notKnownYet }), "unknown");
    assert.equal(decision(asked("s3:GetObject", object), { ...read, Condition: notKnownYet }), "unknown");
  });

  it("lets a boundary cut and never grant", () => {
    const boundary = statementsOf({ Effect: "Allow", Action: "s3:*", Resource: "*" });
    const granted = statementsOf(read, { Effect: "Allow", Action: "sqs:*", Resource: "*" });
    const within = (action: string): string => evaluateWithin(boundary, granted, asked(action, object)).decision;
    assert.equal(within("s3:GetObject"), "allow");
    assert.equal(within("sqs:SendMessage"), "deny");
    assert.equal(within("s3:PutObject"), "deny");
    assert.equal(evaluateWithin(undefined, granted, asked("sqs:SendMessage", object)).decision, "allow");
  });

  const rank = { deny: 0, unknown: 1, allow: 2 };

  it("never grants more for a Deny that is added", () => {
    const property = fc.property(statementList, statement, question, (list, added, { action, resource }) => {
      const request = asked(action, resource, simulatedContext);
      const [before, after] = [decision(request, ...list), decision(request, ...list, { ...added, Effect: "Deny" })];
      assert.ok(rank[after as keyof typeof rank] <= rank[before as keyof typeof rank], `${before}, then ${after}`);
    });
    fc.assert(property, { numRuns: 2000, seed: 5 });
  });

  it("never grants less for a wildcard that is widened, a character of an Allow become a star", () => {
    const allow = statement.filter(
      ({ Effect, Action, Resource }) => Effect === "Allow" && Boolean(Action) && Boolean(Resource),
    );
    const property = fc.property(statementList, allow, question, fc.nat(), (list, one, { action, resource }, place) => {
      const request = asked(action, resource, simulatedContext);
      const wider = { ...one, Action: widened(one.Action, place), Resource: widened(one.Resource, place) };
      const [before, after] = [decision(request, ...list, one), decision(request, ...list, wider)];
      assert.ok(rank[after as keyof typeof rank] >= rank[before as keyof typeof rank], `${before}, then ${after}`);
    });
    fc.assert(property, { numRuns: 2000, seed: 5 });
  });
});

function widened(names: unknown, place: number): readonly string[] {
  return [names].flat().map((name) => {
    const text = String(name);
    const at = place % text.length;
    return `${text.slice(0, at)}*${text.slice(at + 1)}`;
  });
}
