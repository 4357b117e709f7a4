import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  GetPolicyCommand,
  InvokeCommand,
  RemovePermissionCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";

import type { ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { currentTags, present, regionOf, stringMap, tagged, tagsOf, text } from "./properties.ts";

const gone = ["ResourceNotFoundException"];

/** Real Lambda types: functions run on this machine and their mappings poll the emulator's queues and streams. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:lambda/eventSourceMapping:EventSourceMapping": eventSourceMapping(clients),
    "aws:lambda/function:Function": lambdaFunction(clients),
    "aws:lambda/invocation:Invocation": invocation(clients),
    "aws:lambda/permission:Permission": permission(clients),
  };
}

const mappingInputs = z.object({
  functionName: z.string(),
  region: z.string().optional(),
  eventSourceArn: z
    .string()
    .regex(/:(sqs|dynamodb|kinesis):/, { error: "the one-machine cloud polls SQS, DynamoDB and Kinesis sources only" }),
  batchSize: z.number().optional(),
  enabled: z.boolean().optional(),
  filterCriteria: z.object({ filters: z.array(z.object({ pattern: z.string().optional() })).optional() }).optional(),
  functionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).optional(),
  maximumBatchingWindowInSeconds: z.number().optional(),
  maximumRetryAttempts: z.number().optional(),
  scalingConfig: z.object({ maximumConcurrency: z.number().optional() }).optional(),
  startingPosition: z.enum(["LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"]).optional(),
  ...tagged,
});

function eventSourceMapping(clients: EmulatorClients): ResourceHandler {
  const settings = (given: z.infer<typeof mappingInputs>) => ({
    FunctionName: given.functionName,
    BatchSize: given.batchSize,
    Enabled: given.enabled ?? true,
    FilterCriteria: given.filterCriteria && {
      Filters: (given.filterCriteria.filters ?? []).map(({ pattern }) => ({ Pattern: pattern })),
    },
    FunctionResponseTypes: given.functionResponseTypes,
    MaximumBatchingWindowInSeconds: given.maximumBatchingWindowInSeconds,
    MaximumRetryAttempts: given.maximumRetryAttempts,
    ScalingConfig: given.scalingConfig && { MaximumConcurrency: given.scalingConfig.maximumConcurrency },
  });
  return handler({
    inputs: mappingInputs,
    exists: ["ResourceConflictException"],
    gone,
    async create(given, context) {
      const { UUID } = await clients.lambda(regionOf(given, context)).send(
        new CreateEventSourceMappingCommand({
          ...settings(given),
          EventSourceArn: given.eventSourceArn,
          StartingPosition: given.startingPosition,
          Tags: tagsOf(given),
        }),
      );
      if (UUID === undefined) throw new Error("Lambda answered CreateEventSourceMapping without a UUID.");
      return UUID;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const found = await clients.lambda(region).send(new GetEventSourceMappingCommand({ UUID: id }));
      const { partition, accountId } = context.account;
      return present({
        id,
        uuid: id,
        arn: `arn:${partition}:lambda:${region}:${accountId}:event-source-mapping:${id}`,
        region,
        batchSize: found.BatchSize,
        enabled: found.State !== "Disabled" && found.State !== "Disabling",
        eventSourceArn: found.EventSourceArn,
        functionArn: found.FunctionArn,
        functionName: state.functionName ?? found.FunctionArn,
        state: found.State,
        // The emulator keeps no tags of mappings.
        ...currentTags(state, tagsOf(tagsOnly.parse(state))),
      });
    },
    async update(id, given, { context }) {
      await clients
        .lambda(regionOf(given, context))
        .send(new UpdateEventSourceMappingCommand({ UUID: id, ...settings(given) }));
    },
    async delete(id, state, context) {
      await clients.lambda(regionOf(state, context)).send(new DeleteEventSourceMappingCommand({ UUID: id }));
    },
  });
}

const tagsOnly = z.object(tagged);

const invocationInputs = z.object({
  functionName: z.string(),
  input: z.string(),
  region: z.string().optional(),
  lifecycleScope: z.literal("CREATE_ONLY").optional(),
  triggers: stringMap.optional(),
});

/** One call of a function, at creation; what it answered is kept. */
function invocation(clients: EmulatorClients): ResourceHandler {
  const answers = new Map<string, string>();
  return handler({
    inputs: invocationInputs,
    gone,
    async create(given, context) {
      const { FunctionError, Payload } = await clients
        .lambda(regionOf(given, context))
        .send(new InvokeCommand({ FunctionName: given.functionName, Payload: given.input }));
      const answer = Payload?.transformToString() ?? "";
      if (FunctionError !== undefined) throw new Error(`the function ${given.functionName} failed: ${answer}`);
      const id = `${given.functionName}_$LATEST_${createHash("md5").update(given.input).digest("hex")}`;
      answers.set(id, answer);
      return id;
    },
    read: (id, state) => Promise.resolve({ id, result: answers.get(id) ?? state.result ?? "" }),
    // There is nothing to change or take back: the call was made.
    update: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  });
}

const permissionInputs = z.object({
  action: z.string(),
  function: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]),
  principal: z.string(),
  region: z.string().optional(),
  principalOrgId: z.string().optional(),
  qualifier: z.string().optional(),
  sourceAccount: z.string().optional(),
  sourceArn: z.string().optional(),
  statementId: z.string().optional(),
  statementIdPrefix: z.string().optional(),
});

const policyStatements = z.object({ Statement: z.array(z.looseObject({ Sid: z.string().optional() })) });

function permission(clients: EmulatorClients): ResourceHandler {
  const functionName = permissionInputs.shape.function;
  return handler({
    inputs: permissionInputs,
    exists: ["ResourceConflictException"],
    gone,
    async create(given, context) {
      const statement = given.statementId ?? `${given.statementIdPrefix ?? "pulumi-"}${randomUUID()}`;
      await clients.lambda(regionOf(given, context)).send(
        new AddPermissionCommand({
          FunctionName: given.function,
          StatementId: statement,
          Action: given.action,
          Principal: given.principal,
          PrincipalOrgID: given.principalOrgId,
          Qualifier: given.qualifier,
          SourceAccount: given.sourceAccount,
          SourceArn: given.sourceArn,
        }),
      );
      return statement;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { Policy = '{"Statement":[]}' } = await clients.lambda(region).send(
        new GetPolicyCommand({
          FunctionName: functionName.parse(state.function),
          Qualifier: text(state, "qualifier"),
        }),
      );
      const { Statement } = policyStatements.parse(JSON.parse(Policy));
      return Statement.some(({ Sid }) => Sid === id) ? { id, region, statementId: id } : undefined;
    },
    async delete(id, state, context) {
      await clients.lambda(regionOf(state, context)).send(
        new RemovePermissionCommand({
          FunctionName: functionName.parse(state.function),
          StatementId: id,
          Qualifier: text(state, "qualifier"),
        }),
      );
    },
  });
}
