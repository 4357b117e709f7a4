import { arn, hex } from "../recorded.ts";
import type { ResourceTypes } from "../resource-type.ts";

/** Queues, functions, logs, audit and cost: Amazon SQS, SNS, CloudWatch, AWS Lambda, CloudTrail, Config, Budgets. */
export const types: ResourceTypes = {
  "aws:sqs/queue:Queue": {
    id: (inputs, { account }) =>
      `https://sqs.${account.region}.amazonaws.com/${account.accountId}/${String(inputs.name)}`,
    outputs: (id, inputs, context) => ({
      arn: arn(context, "sqs", String(inputs.name)),
      url: id,
      kmsDataKeyReusePeriodSeconds: 300,
    }),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { id: (inputs) => String(inputs.queueUrl) },
  "aws:sqs/redrivePolicy:RedrivePolicy": { id: (inputs) => String(inputs.queueUrl) },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { id: (inputs) => String(inputs.queueUrl) },
  "aws:sns/topic:Topic": {
    id: (inputs, context) => arn(context, "sns", String(inputs.name)),
    outputs: (id, _, { account }) => ({ arn: id, owner: account.accountId, beginningArchiveTime: "" }),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    id: (inputs) => String(inputs.arn),
    outputs: (_, __, { account }) => ({ owner: account.accountId }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    id: (inputs) => `${String(inputs.topic)}:${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    outputs: (id, _, { account }) => ({ arn: id, ownerId: account.accountId }),
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    outputs: (id, _, context) => ({ arn: arn(context, "logs", `log-group:${id}`), logGroupClass: "STANDARD" }),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {},
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    id: (inputs) => String(inputs.policyName ?? inputs.resourceArn),
    outputs: (_, inputs) => ({ policyScope: inputs.resourceArn === undefined ? "ACCOUNT" : "RESOURCE" }),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    id: (inputs) => String(inputs.name),
    outputs: (id, _, context) => ({ arn: arn(context, "cloudwatch", `alarm:${id}`) }),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    outputs: (id, _, context) => ({ arn: arn(context, "events", `rule/${id}`) }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (inputs) => `${String(inputs.rule)}-${typeof inputs.targetId === "string" ? inputs.targetId : hex(8)}`,
  },
  "aws:lambda/function:Function": {
    outputs: (id, _, context) => {
      const function_ = arn(context, "lambda", `function:${id}`);
      const { partition, region } = context.account;
      return {
        arn: function_,
        invokeArn: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${function_}/invocations`,
        qualifiedArn: `${function_}:$LATEST`,
        version: "$LATEST",
        lastModified: new Date().toISOString(),
        sourceCodeHash: hex(43),
      };
    },
  },
  "aws:lambda/invocation:Invocation": {
    id: ({ functionName }) => `${String(functionName)}_$LATEST_${hex(32)}`,
    outputs: () => ({ result: "null" }),
  },
  "aws:lambda/permission:Permission": {
    id: (inputs) => (typeof inputs.statementId === "string" ? inputs.statementId : `terraform-${hex(26)}`),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    outputs: (id, _, context) => ({
      arn: arn(context, "lambda", `event-source-mapping:${id}`),
      uuid: id,
      state: "Enabled",
      functionArn: "",
    }),
  },
  "aws:cloudtrail/trail:Trail": {
    id: (inputs, context) => arn(context, "cloudtrail", `trail/${String(inputs.name)}`),
    outputs: (id, _, { account }) => ({ arn: id, homeRegion: account.region }),
  },
  "aws:cfg/recorder:Recorder": {},
  "aws:cfg/recorderStatus:RecorderStatus": {},
  "aws:cfg/deliveryChannel:DeliveryChannel": {},
  "aws:cfg/retentionConfiguration:RetentionConfiguration": {
    id: () => "default",
    outputs: () => ({ name: "default" }),
  },
  "aws:cfg/conformancePack:ConformancePack": {
    outputs: (id, _, context) => ({ arn: arn(context, "config", `conformance-pack/${id}/conformance-pack-${hex(9)}`) }),
  },
  "aws:cfg/rule:Rule": {
    outputs: (_, __, context) => {
      const id = `config-rule-${hex(6)}`;
      return { arn: arn(context, "config", `config-rule/${id}`), ruleId: id };
    },
  },
  "aws:amp/workspace:Workspace": {
    id: () => `ws-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    outputs: (id, _, context) => ({
      arn: arn(context, "aps", `workspace/${id}`),
      prometheusEndpoint: `https://aps-workspaces.${context.account.region}.amazonaws.com/workspaces/${id}/`,
    }),
  },
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": { id: (inputs) => String(inputs.workspaceId) },
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace": {
    id: (inputs, context) =>
      arn(context, "aps", `rulegroupsnamespace/${String(inputs.workspaceId)}/${String(inputs.name)}`),
    outputs: (id) => ({ arn: id }),
  },
  "aws:amp/alertManagerDefinition:AlertManagerDefinition": { id: (inputs) => String(inputs.workspaceId) },
  "aws:grafana/workspace:Workspace": {
    id: () => `g-${hex(10)}`,
    outputs: (id, _, context) => ({
      arn: arn(context, "grafana", `/workspaces/${id}`),
      endpoint: `${id}.grafana-workspace.${context.account.region}.amazonaws.com`,
      samlConfigurationStatus: "NOT_CONFIGURED",
    }),
  },
  "aws:budgets/budget:Budget": {
    id: (inputs, { account }) => `${account.accountId}:${String(inputs.name)}`,
    outputs: (_, inputs, { account }) => ({
      arn: `arn:${account.partition}:budgets::${account.accountId}:budget/${String(inputs.name)}`,
      accountId: account.accountId,
    }),
  },
};
