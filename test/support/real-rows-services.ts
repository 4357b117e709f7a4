import type { Row } from "./real-rows.ts";

const account = "000000000000";
const deny = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: resource,
      Condition: { StringEquals: { "aws:PrincipalTag/team": "none" } },
    },
  ],
});
const asset = (text: string) => ({ "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text });
const archive = (assets: Record<string, unknown>) => ({
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  assets,
});
const topicArn = `arn:aws:sns:us-east-1:${account}:every-topic`;
const dlqArn = `arn:aws:sqs:us-east-1:${account}:every-dlq`;
const keyed = { billingMode: "PAY_PER_REQUEST", hashKey: "pk", attributes: [{ name: "pk", type: "S" }] };

/** Secrets, queues, topics, tables, logs and functions; after the lake's rows, whose role they use. */
export const serviceRows: readonly Row[] = [
  {
    type: "aws:secretsmanager/secret:Secret",
    inputs: { name: "every-secret", recoveryWindowInDays: 0, tags: { Owner: "a" } },
    changed: { name: "every-secret", description: "d", recoveryWindowInDays: 0, tags: { Owner: "b" } },
  },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: { secretId: "every-secret", secretString: '{"username":"u"}' },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    inputs: { secretArn: "every-secret", policy: JSON.stringify(deny("secretsmanager:GetSecretValue", "*")) },
    idempotent: true,
  },
  {
    type: "aws:sqs/queue:Queue",
    inputs: { name: "every-dlq", messageRetentionSeconds: 1_209_600, tags: { Owner: "a" } },
    changed: { name: "every-dlq", messageRetentionSeconds: 86_400, visibilityTimeoutSeconds: 60 },
    idempotent: true,
  },
  {
    type: "aws:sqs/queue:Queue",
    inputs: {
      name: "every-queue",
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dlqArn, maxReceiveCount: 3 }),
    },
    idempotent: true,
  },
  {
    type: "aws:sns/topic:Topic",
    inputs: { name: "every-topic", displayName: "Every", tags: { Owner: "a" } },
    changed: { name: "every-topic", kmsMasterKeyId: "alias/aws/sns" },
    idempotent: true,
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: { arn: topicArn, policy: JSON.stringify(deny("sns:Publish", topicArn)) },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    inputs: {
      topic: topicArn,
      protocol: "sqs",
      endpoint: dlqArn,
      rawMessageDelivery: true,
      filterPolicy: '{"type":["fault"]}',
    },
    idempotent: true,
  },
  {
    type: "aws:dynamodb/table:Table",
    inputs: {
      name: "every-table",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      attributes: [
        { name: "state", type: "S" },
        { name: "pk", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "by-state", hashKey: "state", projectionType: "ALL" }],
      ttl: { attributeName: "expires", enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      tags: { Owner: "a" },
    },
    changed: { name: "every-table", ...keyed, pointInTimeRecovery: { enabled: false }, tags: { Owner: "b" } },
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/every/group", retentionInDays: 30, tags: { Owner: "a" } },
    changed: { name: "/every/group", retentionInDays: 7, tags: { Owner: "b" } },
  },
  { type: "aws:cloudwatch/logStream:LogStream", inputs: { name: "stream", logGroupName: "/every/group" } },
  {
    type: "aws:lambda/function:Function",
    inputs: {
      name: "every-function",
      role: `arn:aws:iam::${account}:role/every-role`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archive({ "index.mjs": asset("export const handler = async () => 1;") }),
      environment: { variables: { STAGE: "local" } },
      tags: { Owner: "a" },
    },
    changed: {
      name: "every-function",
      role: `arn:aws:iam::${account}:role/every-role`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archive({ "index.mjs": asset("export const handler = async () => 2;") }),
      timeout: 10,
    },
  },
  {
    type: "aws:lambda/invocation:Invocation",
    inputs: { functionName: "every-function", input: '{"id":1}' },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    inputs: { functionName: "every-function", eventSourceArn: dlqArn, batchSize: 5 },
    changed: { functionName: "every-function", eventSourceArn: dlqArn, batchSize: 7 },
    idempotent: true,
  },
  {
    type: "aws:lambda/permission:Permission",
    inputs: {
      function: "every-function",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      statementId: "Events",
    },
  },
];
