import assert from "node:assert/strict";
import { NodeFunction, type NodeFunctionArgs } from "../../../components/functions/node-function.ts";
import { readSecret } from "../../../components/iam/grants/index.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args: NodeFunctionArgs = {
  place,
  workload: "scram-rotation",
  description: "For a test",
  grants: [readSecret({ place, name: "a-secret", keyAlias: "alias/test-secrets" })],
  network: { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"], endpointsSecurityGroupId: "sg-endpoints" },
  key: { arn: "arn:aws:kms:eu-central-1:111111111111:key/secrets", alias: "alias/test-secrets" },
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
};

describe("NodeFunction", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("runs in the VPC, traced, limited, and keeps what it failed on", async () => {
    const made = new NodeFunction("rotation", args, recorded.options);
    await mocks.settle();
    assert.equal(made.functionName, "test-scram-rotation");
    const { inputs } = mocks.one("aws:lambda/function:Function");
    assert.deepEqual(inputs, {
      code: inputs.code,
      description: "For a test",
      name: "test-scram-rotation",
      role: "arn:aws:iam::111111111111:role/test-scram-rotation",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "handler.handler",
      timeout: 30,
      memorySize: 256,
      reservedConcurrentExecutions: 2,
      tracingConfig: { mode: "Active" },
      deadLetterConfig: { targetArn: "arn:aws:sqs:eu-central-1:111111111111:rotation-failures" },
      vpcConfig: { subnetIds: ["subnet-a", "subnet-b"], securityGroupIds: ["sg-rotation-sg"] },
    });
    const queue = mocks.one("aws:sqs/queue:Queue").inputs;
    assert.deepEqual([queue.kmsMasterKeyId, queue.messageRetentionSeconds], ["alias/test-secrets", 1_209_600]);
    const { policy } = mocks.one("aws:sqs/queuePolicy:QueuePolicy").inputs;
    assert.match(String(policy), /"Sid":"TlsOnly".*:test-scram-rotation-failures"/);
    assert.equal(mocks.one("aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId, args.logsKeyArn);
  });

  it("reaches interface endpoints and nothing else, and nobody reaches it", async () => {
    new NodeFunction("rotation", args, recorded.options);
    await mocks.settle();
    const group = mocks.one("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual([group.name, group.vpcId], ["test-scram-rotation", "vpc-1"]);
    const out = mocks.one("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs;
    assert.deepEqual(
      [out.securityGroupId, out.referencedSecurityGroupId, out.ipProtocol, out.fromPort, out.toPort],
      ["sg-rotation-sg", "sg-endpoints", "tcp", 443, 443],
    );
    assert.deepEqual(recorded.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
  });

  it("takes other limits when told so", async () => {
    new NodeFunction("rotation", { ...args, timeoutSeconds: 60, memoryMiB: 512, concurrency: 5 }, recorded.options);
    await mocks.settle();
    const { timeout, memorySize, reservedConcurrentExecutions } = mocks.one("aws:lambda/function:Function").inputs;
    assert.deepEqual([timeout, memorySize, reservedConcurrentExecutions], [60, 512, 5]);
  });

  it("may do what it is granted, write its logs and hand in what it failed on", async () => {
    new NodeFunction("rotation", args, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string }[] };
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ["ReadSecrets", "SendMessages", "UseKeys", "WriteLogs"],
    );
  });

  it("is made when its role has all it needs", () => {
    new NodeFunction("rotation", args, recorded.options);
    const before = recorded.dependenciesOf("aws:lambda/function:Function", "rotation-function");
    for (const needed of [
      "rotation-role",
      "AWSLambdaVPCAccessExecutionRole",
      "AWSXRayDaemonWriteAccess",
      "rotation-logs",
    ]) {
      assert.ok(
        before.some((one) => one.endsWith(needed)),
        `${needed} is not among ${before.join(", ")}`,
      );
    }
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new NodeFunction("one", args, recorded.options);
    new NodeFunction("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  it("fails on a workload there is not", () => {
    assert.throws(
      () => new NodeFunction("none", { ...args, workload: "none" }, recorded.options),
      /There is no function "none"; there is: scram-rotation\. A function is workloads\/<name>\/handler\.ts\./,
    );
  });
});
