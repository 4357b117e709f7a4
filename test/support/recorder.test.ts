import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { installMocks, recorder, valueOf } from "./index.ts";

/** Deliberately broken: proves that the harness sees what mocks alone do not. */
class Broken extends pulumi.ComponentResource {
  readonly queueArn: pulumi.Output<string>;

  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("test:support:Broken", name, {}, opts);
    new aws.sns.Topic(`${name}-orphan`, {});
    const queue = new aws.sqs.Queue(`${name}-queue`, { name: "q" }, { parent: this, protect: true });
    new aws.sqs.Queue("unrelated", {}, { parent: this });
    new aws.sns.Topic(`${name}-topic`, {}, { parent: this, dependsOn: [queue] });
    new aws.sns.Topic(`${name}-topic`, {}, { parent: this });
    this.queueArn = queue.arn;
    this.registerOutputs({ queueArn: this.queueArn });
  }
}

describe("test/support", () => {
  it("reports a child without parent, a name taken twice and a name of another", async () => {
    const mocks = installMocks();
    const recorded = recorder();
    new Broken("broken", recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["broken"]), [
      "aws:sns/topic:Topic broken-orphan has no parent",
      "aws:sns/topic:Topic broken-topic exists twice under one parent",
      "aws:sqs/queue:Queue unrelated is not named after its component",
    ]);
  });

  it("shows options, dependencies, inputs and outputs", async () => {
    const mocks = installMocks({ outputs: { "aws:sqs/queue:Queue": () => ({ arn: "arn:aws:sqs:::q" }) } });
    const recorded = recorder();
    const broken = new Broken("broken", recorded.options);
    assert.equal(await valueOf(broken.queueArn), "arn:aws:sqs:::q");
    await mocks.settle();
    assert.equal(recorded.ofType("aws:sqs/queue:Queue")[0]?.options.protect, true);
    assert.deepEqual(recorded.dependenciesOf("aws:sns/topic:Topic", "broken-topic"), [
      "aws:sqs/queue:Queue broken-queue",
    ]);
    assert.equal(mocks.one("aws:sqs/queue:Queue", "broken-queue").inputs.name, "q");
  });

  it("gives an unknown output as undefined and a failed one as the error", async () => {
    installMocks({ preview: true });
    assert.equal(await valueOf(pulumi.output(pulumi.unknown)), undefined);
    const failed = pulumi.output(1).apply((): string => {
      throw new Error("it broke");
    });
    await assert.rejects(valueOf(failed), /it broke/);
  });
});
