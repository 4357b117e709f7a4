import assert from "node:assert/strict";
import { IAMClient, SimulateCustomPolicyCommand } from "@aws-sdk/client-iam";
import * as fc from "fast-check";
import pLimit from "p-limit";
import { evaluate } from "../../../policy/iam/evaluate.ts";
import { emulator } from "../../support/emulator.ts";
import { asked, question, type RawStatement, simulatedContext, statementList, statementsOf } from "./documents.ts";

interface Comparison {
  readonly statements: readonly RawStatement[];
  readonly action: string;
  readonly resource: string;
  readonly ours: string;
  readonly theirs: string;
}

/** A kind of difference, and why ours is the answer of IAM. */
interface Explanation {
  readonly why: string;
  readonly explains: (comparison: Comparison) => boolean;
}

const explanations: readonly Explanation[] = [
  {
    why: "A condition on an ARN compares its six parts one by one; the emulator lets a star span several.",
    explains: ({ statements }) => JSON.stringify(statements).includes('"arn:aws:iam:*:root"'),
  },
  {
    why: "A variable in a condition stands for what the request holds; the emulator takes it for text.",
    explains: ({ statements }) => JSON.stringify(statements).includes("${aws:RequestedRegion}"),
  },
];

const policies = 400;

describe("The evaluator, compared with the AWS emulator's", function () {
  this.timeout(180_000);
  let comparisons: readonly Comparison[] = [];

  before(async () => {
    const { endpoint } = await emulator();
    const client = new IAMClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const cases = fc.sample(fc.tuple(statementList, question, question), { numRuns: policies, seed: 5 });
    const together = pLimit(8);
    const asking = cases.flatMap(([statements, ...questions]) =>
      questions.map(({ action, resource }) =>
        together(async () => {
          const { EvaluationResults = [] } = await client.send(
            new SimulateCustomPolicyCommand({
              PolicyInputList: [JSON.stringify({ Version: "2012-10-17", Statement: statements })],
              ActionNames: [action],
              ResourceArns: [resource],
            }),
          );
          const theirs = EvaluationResults[0]?.EvalDecision === "allowed" ? "allow" : "deny";
          const request = asked(action, resource, { ...simulatedContext, "aws:CurrentTime": new Date().toISOString() });
          return {
            statements,
            action,
            resource,
            ours: evaluate(statementsOf(...statements), request).decision,
            theirs,
          };
        }),
      ),
    );
    comparisons = await Promise.all(asking);
    client.destroy();
  });

  it(`decides requests by ${policies} generated policies alike, at least 99 of 100`, () => {
    const allowed = comparisons.filter(({ ours }) => ours === "allow").length;
    const alike = comparisons.filter(({ ours, theirs }) => ours === theirs).length;
    const share = (100 * alike) / comparisons.length;
    console.log(`      ${alike} of ${comparisons.length} decisions agree (${share.toFixed(1)} %); ${allowed} allow`);
    assert.ok(allowed > comparisons.length / 10, "hardly anything is allowed: is the generator still right?");
    assert.ok(share >= 99, `${share} %`);
  });

  it("differs only as explained, and every explanation is needed", () => {
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
