import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  type LogGroup,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { z } from "zod";

import type { ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { currentTags, present, regionOf, tagChange, tagged, tagsOf, text } from "./properties.ts";

const gone = ["ResourceNotFoundException"];
const exists = ["ResourceAlreadyExistsException"];

/** Real CloudWatch Logs types. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:cloudwatch/logGroup:LogGroup": logGroup(clients),
    "aws:cloudwatch/logStream:LogStream": logStream(clients),
  };
}

const inputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  kmsKeyId: z.string().optional(),
  logGroupClass: z.enum(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]).optional(),
  retentionInDays: z.number().optional(),
  ...tagged,
});

function logGroup(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists,
    gone,
    async create(given, context) {
      const logs = clients.logs(regionOf(given, context));
      await logs.send(
        new CreateLogGroupCommand({
          logGroupName: given.name,
          kmsKeyId: given.kmsKeyId,
          logGroupClass: given.logGroupClass,
          ...(Object.keys(tagsOf(given)).length === 0 ? {} : { tags: tagsOf(given) }),
        }),
      );
      await setRetention(logs, given.name, given.retentionInDays);
      return given.name;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const logs = clients.logs(region);
      const found = await findGroup(logs, id);
      if (found === undefined) return undefined;
      const { partition, accountId } = context.account;
      const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${id}`;
      const { tags = {} } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
      return present({
        id,
        name: id,
        arn,
        region,
        kmsKeyId: found.kmsKeyId ?? text(state, "kmsKeyId"),
        logGroupClass: found.logGroupClass ?? "STANDARD",
        // Zero is the provider's word for keeping events for ever.
        retentionInDays: found.retentionInDays ?? 0,
        skipDestroy: state.skipDestroy ?? false,
        ...currentTags(state, tags),
      });
    },
    async update(id, given, { state, context }) {
      const logs = clients.logs(regionOf(given, context));
      if (given.kmsKeyId !== state.kmsKeyId) {
        throw new Error(
          `the emulator cannot change the key of a log group. Destroy the phase and bring it up again, or use plain Pulumi: pulumi up --target-replace <urn of ${id}>.`,
        );
      }
      await setRetention(logs, id, given.retentionInDays);
      const arn = text(state, "arn") ?? "";
      const { tags = {} } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
      const { remove, set } = tagChange(tags, tagsOf(given));
      if (remove.length > 0) await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: remove }));
      if (Object.keys(set).length > 0) await logs.send(new TagResourceCommand({ resourceArn: arn, tags: set }));
    },
    async delete(id, state, context) {
      if (state.skipDestroy === true) return;
      await clients.logs(regionOf(state, context)).send(new DeleteLogGroupCommand({ logGroupName: id }));
    },
  });
}

async function findGroup(logs: CloudWatchLogsClient, name: string): Promise<LogGroup | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name, nextToken }));
    const found = page.logGroups?.find(({ logGroupName }) => logGroupName === name);
    if (found !== undefined) return found;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}

async function setRetention(logs: CloudWatchLogsClient, name: string, days: number | undefined): Promise<void> {
  if (days !== undefined && days > 0) {
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: days }));
  } else {
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: name }));
  }
}

function logStream(clients: EmulatorClients): ResourceHandler {
  const group = (state: Record<string, unknown>) => text(state, "logGroupName") ?? "";
  return handler({
    inputs: z.object({ name: z.string(), logGroupName: z.string(), region: z.string().optional() }),
    exists,
    gone,
    async create(given, context) {
      await clients
        .logs(regionOf(given, context))
        .send(new CreateLogStreamCommand({ logGroupName: given.logGroupName, logStreamName: given.name }));
      return given.name;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { logStreams = [] } = await clients
        .logs(region)
        .send(new DescribeLogStreamsCommand({ logGroupName: group(state), logStreamNamePrefix: id }));
      const found = logStreams.find(({ logStreamName }) => logStreamName === id);
      return found && { id, name: id, region, logGroupName: group(state), arn: found.arn };
    },
    async delete(id, state, context) {
      await clients
        .logs(regionOf(state, context))
        .send(new DeleteLogStreamCommand({ logGroupName: group(state), logStreamName: id }));
    },
  });
}
