import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  type FunctionConfiguration,
  GetFunctionCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
  type Runtime,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import { archiveContent } from "./assets.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { currentTags, present, regionOf, stringMap, tagChange, tagged, tagsOf, text } from "./properties.ts";
import { zip } from "./zip.ts";

const inputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  architectures: z.array(z.enum(["x86_64", "arm64"])).optional(),
  code: z.unknown().optional(),
  deadLetterConfig: z.object({ targetArn: z.string() }).optional(),
  description: z.string().optional(),
  environment: z.object({ variables: stringMap.optional() }).optional(),
  ephemeralStorage: z.object({ size: z.number().optional() }).optional(),
  handler: z.string().optional(),
  imageUri: z
    .undefined({ error: "an image needs a container engine; on one machine a function is an archive (code)" })
    .optional(),
  kmsKeyArn: z.string().optional(),
  layers: z.array(z.string()).optional(),
  memorySize: z.number().optional(),
  publish: z.boolean().optional(),
  reservedConcurrentExecutions: z.number().optional(),
  role: z.string(),
  runtime: z.string().optional(),
  s3Bucket: z.string().optional(),
  s3Key: z.string().optional(),
  s3ObjectVersion: z.string().optional(),
  timeout: z.number().optional(),
  tracingConfig: z.object({ mode: z.enum(["Active", "PassThrough"]) }).optional(),
  ...tagged,
});

type Inputs = z.infer<typeof inputs>;

/** `aws:lambda/function:Function` from an archive. Its `vpcConfig` is recorded only: networks are not real here. */
export function lambdaFunction(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists: ["ResourceConflictException"],
    gone: ["ResourceNotFoundException"],
    async create(given, context) {
      const lambda = clients.lambda(regionOf(given, context));
      await lambda.send(
        new CreateFunctionCommand({
          ...configuration(given),
          Code: await code(given),
          Architectures: given.architectures,
          Publish: given.publish,
          Tags: tagsOf(given),
        }),
      );
      await setConcurrency(lambda, given);
      return given.name;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const found = await clients.lambda(region).send(new GetFunctionCommand({ FunctionName: id }));
      if (found.Configuration === undefined) return undefined;
      return present({
        id,
        name: id,
        region,
        ...fromConfiguration(found.Configuration, state),
        invokeArn: invokeArn(found.Configuration.FunctionArn ?? "", region, context.account.partition),
        reservedConcurrentExecutions: found.Concurrency?.ReservedConcurrentExecutions ?? -1,
        ...currentTags(state, found.Tags ?? {}),
      });
    },
    async update(id, given, { state, context }) {
      const lambda = clients.lambda(regionOf(given, context));
      await lambda.send(new UpdateFunctionConfigurationCommand(configuration(given)));
      await lambda.send(
        new UpdateFunctionCodeCommand({ FunctionName: id, ...(await code(given)), Publish: given.publish }),
      );
      await setConcurrency(lambda, given);
      const Resource = text(state, "arn") ?? "";
      const { Tags = {} } = await lambda.send(new GetFunctionCommand({ FunctionName: id }));
      const { remove, set } = tagChange(Tags, tagsOf(given));
      if (remove.length > 0) await lambda.send(new UntagResourceCommand({ Resource, TagKeys: remove }));
      if (Object.keys(set).length > 0) await lambda.send(new TagResourceCommand({ Resource, Tags: set }));
    },
    async delete(id, state, context) {
      if (state.skipDestroy === true) return;
      await clients.lambda(regionOf(state, context)).send(new DeleteFunctionCommand({ FunctionName: id }));
    },
  });
}

function configuration(given: Inputs) {
  return {
    FunctionName: given.name,
    Role: given.role,
    DeadLetterConfig: given.deadLetterConfig && { TargetArn: given.deadLetterConfig.targetArn },
    Description: given.description ?? "",
    Environment: { Variables: given.environment?.variables ?? {} },
    EphemeralStorage: given.ephemeralStorage && { Size: given.ephemeralStorage.size },
    Handler: given.handler,
    KMSKeyArn: given.kmsKeyArn,
    Layers: given.layers,
    MemorySize: given.memorySize ?? 128,
    // New runtimes appear more often than releases of the SDK; the emulator says which it cannot run.
    Runtime: given.runtime as Runtime | undefined,
    Timeout: given.timeout ?? 3,
    TracingConfig: given.tracingConfig && { Mode: given.tracingConfig.mode },
  };
}

async function code(given: Inputs) {
  if (given.s3Bucket !== undefined) {
    return { S3Bucket: given.s3Bucket, S3Key: given.s3Key, S3ObjectVersion: given.s3ObjectVersion };
  }
  const content = await archiveContent(given.code);
  if (content === undefined)
    throw new Error(`the function ${given.name} needs code: an archive, or s3Bucket and s3Key.`);
  return { ZipFile: content instanceof Uint8Array ? content : zip(content) };
}

async function setConcurrency(lambda: LambdaClient, given: Inputs): Promise<void> {
  const FunctionName = given.name;
  const reserved = given.reservedConcurrentExecutions ?? -1;
  // Minus one is the provider's word for "not reserved".
  if (reserved < 0) await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  else await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved }));
}

function fromConfiguration(found: FunctionConfiguration, state: Properties): Properties {
  const variables = found.Environment?.Variables ?? {};
  return {
    arn: found.FunctionArn,
    architectures: found.Architectures,
    codeSha256: found.CodeSha256,
    description: found.Description === "" ? text(state, "description") : found.Description,
    environment: Object.keys(variables).length === 0 ? state.environment : { variables },
    handler: found.Handler,
    lastModified: found.LastModified,
    memorySize: found.MemorySize,
    packageType: found.PackageType ?? "Zip",
    qualifiedArn: `${found.FunctionArn ?? ""}:${found.Version ?? "$LATEST"}`,
    role: found.Role,
    runtime: found.Runtime,
    sourceCodeHash: state.sourceCodeHash ?? found.CodeSha256,
    sourceCodeSize: found.CodeSize,
    timeout: found.Timeout,
    tracingConfig: found.TracingConfig && { mode: found.TracingConfig.Mode },
    version: found.Version,
  };
}

function invokeArn(functionArn: string, region: string, partition: string): string {
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
