import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  QueueAttributeName,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { z } from "zod";

import type { Properties, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { currentDocument, currentTags, jsonDocument, regionOf, tagChange, tagged, tagsOf } from "./properties.ts";

const gone = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];

/** Real SQS types. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:sqs/queue:Queue": queue(clients),
    "aws:sqs/queuePolicy:QueuePolicy": queueDocument(clients, { property: "policy", attribute: "Policy" }),
    "aws:sqs/redrivePolicy:RedrivePolicy": queueDocument(clients, {
      property: "redrivePolicy",
      attribute: "RedrivePolicy",
    }),
  };
}

const inputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  contentBasedDeduplication: z.boolean().optional(),
  deduplicationScope: z.string().optional(),
  delaySeconds: z.number().optional(),
  fifoQueue: z.boolean().optional(),
  fifoThroughputLimit: z.string().optional(),
  kmsDataKeyReusePeriodSeconds: z.number().optional(),
  kmsMasterKeyId: z.string().optional(),
  maxMessageSize: z.number().optional(),
  messageRetentionSeconds: z.number().optional(),
  policy: jsonDocument.optional(),
  receiveWaitTimeSeconds: z.number().optional(),
  redriveAllowPolicy: jsonDocument.optional(),
  redrivePolicy: jsonDocument.optional(),
  sqsManagedSseEnabled: z.boolean().optional(),
  visibilityTimeoutSeconds: z.number().optional(),
  ...tagged,
});

type Inputs = z.infer<typeof inputs>;

/** Pulumi's property of each attribute that is a plain value, and SQS's name for it. */
const attributes = {
  contentBasedDeduplication: "ContentBasedDeduplication",
  deduplicationScope: "DeduplicationScope",
  delaySeconds: "DelaySeconds",
  fifoQueue: "FifoQueue",
  fifoThroughputLimit: "FifoThroughputLimit",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  visibilityTimeoutSeconds: "VisibilityTimeout",
} as const;

const documents = {
  policy: "Policy",
  redriveAllowPolicy: "RedriveAllowPolicy",
  redrivePolicy: "RedrivePolicy",
} as const;

function queue(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists: ["QueueNameExists"],
    gone,
    async create(given, context) {
      const { QueueUrl } = await clients
        .sqs(regionOf(given, context))
        .send(new CreateQueueCommand({ QueueName: given.name, Attributes: toAttributes(given), tags: tagsOf(given) }));
      if (QueueUrl === undefined) throw new Error("SQS answered CreateQueue without a URL.");
      return QueueUrl;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const sqs = clients.sqs(region);
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: [QueueAttributeName.All] }),
      );
      const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: id }));
      return {
        id,
        url: id,
        region,
        name: id.split("/").at(-1),
        arn: Attributes.QueueArn,
        ...fromAttributes(Attributes, state),
        ...currentTags(state, Tags),
      };
    },
    async update(id, given, { state, context }) {
      const sqs = clients.sqs(regionOf(given, context));
      const cleared = Object.entries(documents).filter(
        ([property]) => state[property] !== undefined && !(property in given),
      );
      await sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: id,
          // An empty text takes a document off.
          Attributes: {
            ...Object.fromEntries(cleared.map(([, name]) => [name, ""])),
            ...toAttributes(given, "FifoQueue"),
          },
        }),
      );
      const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: id }));
      const { remove, set } = tagChange(Tags, tagsOf(given));
      if (remove.length > 0) await sqs.send(new UntagQueueCommand({ QueueUrl: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) await sqs.send(new TagQueueCommand({ QueueUrl: id, Tags: set }));
    },
    async delete(id, state, context) {
      await clients.sqs(regionOf(state, context)).send(new DeleteQueueCommand({ QueueUrl: id }));
    },
  });
}

/** All attributes given, as texts; SQS refuses `FifoQueue` anywhere but at creation, and there unless it is true. */
function toAttributes(given: Inputs, leaveOut?: string): Record<string, string> {
  const all = Object.entries({ ...attributes, ...documents }).flatMap(([property, name]) => {
    const value = Object.entries(given).find(([key]) => key === property)?.[1];
    if (value === undefined || typeof value === "object" || name === leaveOut) return [];
    return name === "FifoQueue" && value === false ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(all) as Record<string, string>;
}

/** Plain values as they are; documents only where this queue declares them, as other resources set them too. */
function fromAttributes(found: Record<string, string>, state: Properties): Properties {
  const values = Object.entries(attributes).flatMap(([property, name]) => {
    const value = found[name];
    return value === undefined || value === "" ? [] : [[property, typed(value)]];
  });
  const declared = Object.entries(documents).filter(([property]) => state[property] !== undefined);
  return {
    ...(Object.fromEntries(values) as Properties),
    ...Object.fromEntries(
      declared.map(([property, name]) => [property, currentDocument(state[property], found[name] ?? "")]),
    ),
  };
}

function typed(value: string): string | number | boolean {
  if (value === "true" || value === "false") return value === "true";
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** A document of a queue that is a resource of its own. */
function queueDocument(
  clients: EmulatorClients,
  { property, attribute }: { property: "policy" | "redrivePolicy"; attribute: "Policy" | "RedrivePolicy" },
): ResourceHandler {
  return handler({
    inputs: z
      .looseObject({ queueUrl: z.string(), region: z.string().optional() })
      .transform(({ queueUrl, region, ...rest }) => ({
        queueUrl,
        region,
        document: jsonDocument.parse(rest[property]),
      })),
    gone,
    async create(given, context) {
      await put(given, regionOf(given, context));
      return given.queueUrl;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { Attributes = {} } = await clients
        .sqs(region)
        .send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: [attribute] }));
      const found = Attributes[attribute];
      if (found === undefined || found === "") return undefined;
      return { id, queueUrl: id, region, [property]: currentDocument(state[property], found) };
    },
    async update(_id, given, { context }) {
      await put(given, regionOf(given, context));
    },
    async delete(id, state, context) {
      await clients
        .sqs(regionOf(state, context))
        .send(new SetQueueAttributesCommand({ QueueUrl: id, Attributes: { [attribute]: "" } }));
    },
  });

  async function put(given: { queueUrl: string; document: string }, region: string): Promise<void> {
    await clients
      .sqs(region)
      .send(new SetQueueAttributesCommand({ QueueUrl: given.queueUrl, Attributes: { [attribute]: given.document } }));
  }
}
