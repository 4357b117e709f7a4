import assert from "node:assert/strict";

import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";

import { clients, deploy, region } from "../../../support/handlers.ts";

describe("SQS in the emulator", function () {
  this.timeout(60_000);

  it("moves a message to the dead-letter queue after its last receive", async () => {
    const dead = await deploy("aws:sqs/queue:Queue", { name: "sqs-dead" });
    const queue = await deploy("aws:sqs/queue:Queue", { name: "sqs-live", visibilityTimeoutSeconds: 0 });
    const redrive = JSON.stringify({ deadLetterTargetArn: dead.state.arn, maxReceiveCount: 2 });
    const own = await deploy("aws:sqs/redrivePolicy:RedrivePolicy", { queueUrl: queue.id, redrivePolicy: redrive });
    assert.deepEqual(await own.read(), own.state);
    const sqs = (await clients()).sqs(region);
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.id, MessageBody: "poison" }));
    for (let receive = 1; receive <= 3; receive += 1) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.id }));
      assert.equal(Messages.length, receive <= 2 ? 1 : 0);
    }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: dead.id }));
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      ["poison"],
    );
  });

  it("keeps a queue's policy that is a resource of its own, apart from the queue", async () => {
    const queue = await deploy("aws:sqs/queue:Queue", { name: "sqs-policy" });
    const Statement = [
      { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
    ];
    const policy = await deploy("aws:sqs/queuePolicy:QueuePolicy", {
      queueUrl: queue.id,
      policy: { Version: "2012-10-17", Statement },
    });
    assert.deepEqual(await policy.read(), policy.state);
    assert.deepEqual(await queue.read(), queue.state);
    await policy.delete();
    assert.equal(await policy.read(), undefined);
  });

  it("leaves a queue to deployments when its policy refuses plain HTTP, which services do not speak", async () => {
    const queue = await deploy("aws:sqs/queue:Queue", { name: "sqs-tls-only" });
    const Statement = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
    const policy = await deploy("aws:sqs/queuePolicy:QueuePolicy", {
      queueUrl: queue.id,
      policy: { Version: "2012-10-17", Statement },
    });
    assert.deepEqual(await policy.read(), policy.state);
    assert.deepEqual(await queue.read(), queue.state);
  });
});
