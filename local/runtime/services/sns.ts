import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { z } from "zod";

import type { Properties, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import {
  currentDocument,
  currentTags,
  jsonDocument,
  present,
  regionOf,
  tagChange,
  tagged,
  tagList,
  tagMap,
  tagsOf,
} from "./properties.ts";

const gone = ["NotFoundException", "NotFound"];

/** Real SNS types. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:sns/topic:Topic": topic(clients),
    "aws:sns/topicPolicy:TopicPolicy": topicPolicy(clients),
    "aws:sns/topicSubscription:TopicSubscription": topicSubscription(clients),
  };
}

const topicInputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  contentBasedDeduplication: z.boolean().optional(),
  deliveryPolicy: jsonDocument.optional(),
  displayName: z.string().optional(),
  fifoTopic: z.boolean().optional(),
  kmsMasterKeyId: z.string().optional(),
  policy: jsonDocument.optional(),
  signatureVersion: z.number().optional(),
  tracingConfig: z.string().optional(),
  ...tagged,
});

type TopicInputs = z.infer<typeof topicInputs>;

function topicAttributes(given: TopicInputs): Record<string, string> {
  return texts({
    ContentBasedDeduplication: given.contentBasedDeduplication,
    DeliveryPolicy: given.deliveryPolicy,
    DisplayName: given.displayName,
    FifoTopic: given.fifoTopic === true ? true : undefined,
    KmsMasterKeyId: given.kmsMasterKeyId,
    Policy: given.policy,
    SignatureVersion: given.signatureVersion,
    TracingConfig: given.tracingConfig,
  });
}

function texts(values: Record<string, string | number | boolean | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function topic(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs: topicInputs,
    gone,
    async create(given, context) {
      const { TopicArn } = await clients.sns(regionOf(given, context)).send(
        new CreateTopicCommand({
          Name: given.name,
          Attributes: topicAttributes(given),
          Tags: tagList(tagsOf(given)),
        }),
      );
      if (TopicArn === undefined) throw new Error("SNS answered CreateTopic without an ARN.");
      return TopicArn;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const sns = clients.sns(region);
      const { Attributes: found = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: id }));
      const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
      return present({
        id,
        arn: id,
        region,
        name: id.split(":").at(-1),
        owner: found.Owner,
        contentBasedDeduplication: found.ContentBasedDeduplication === "true",
        fifoTopic: found.FifoTopic === "true",
        displayName: found.DisplayName === "" ? undefined : found.DisplayName,
        kmsMasterKeyId: found.KmsMasterKeyId === "" ? undefined : found.KmsMasterKeyId,
        // A TopicPolicy sets the same document; the topic shows it only where it declares it.
        ...declaredDocuments(state, { policy: found.Policy, deliveryPolicy: found.DeliveryPolicy }),
        ...currentTags(state, tagMap(Tags)),
      });
    },
    async update(id, given, { context }) {
      const sns = clients.sns(regionOf(given, context));
      const wanted = { DisplayName: "", KmsMasterKeyId: "", ...topicAttributes(given) };
      for (const [AttributeName, AttributeValue] of Object.entries(wanted)) {
        if (AttributeName === "FifoTopic") continue;
        await sns.send(new SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }));
      }
      const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
      const { remove, set } = tagChange(tagMap(Tags), tagsOf(given));
      if (remove.length > 0) await sns.send(new UntagResourceCommand({ ResourceArn: id, TagKeys: remove }));
      if (Object.keys(set).length > 0) {
        await sns.send(new TagResourceCommand({ ResourceArn: id, Tags: tagList(set) }));
      }
    },
    async delete(id, state, context) {
      await clients.sns(regionOf(state, context)).send(new DeleteTopicCommand({ TopicArn: id }));
    },
  });
}

function declaredDocuments(state: Properties, found: Record<string, string | undefined>): Properties {
  return Object.fromEntries(
    Object.entries(found)
      .filter(([property]) => state[property] !== undefined)
      .map(([property, document]) => [property, currentDocument(state[property], document ?? "")]),
  );
}

function topicPolicy(clients: EmulatorClients): ResourceHandler {
  const put = (arn: string, policy: string, region: string) =>
    clients
      .sns(region)
      .send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: "Policy", AttributeValue: policy }));
  return handler({
    inputs: z.object({ arn: z.string(), policy: jsonDocument, region: z.string().optional() }),
    gone,
    async create(given, context) {
      await put(given.arn, given.policy, regionOf(given, context));
      return given.arn;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { Attributes } = await clients.sns(region).send(new GetTopicAttributesCommand({ TopicArn: id }));
      const { Policy = "", Owner } = Attributes ?? {};
      return { id, arn: id, owner: Owner, region, policy: currentDocument(state.policy, Policy) };
    },
    async update(id, given, { context }) {
      await put(id, given.policy, regionOf(given, context));
    },
    async delete(id, state, context) {
      // A topic always has a policy: what is left is the one SNS gives a new topic, for its owner only.
      const policy = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: ["SNS:Publish", "SNS:Subscribe", "SNS:GetTopicAttributes", "SNS:SetTopicAttributes"],
            Resource: id,
            Condition: { StringEquals: { "AWS:SourceOwner": context.account.accountId } },
          },
        ],
      };
      await put(id, JSON.stringify(policy), regionOf(state, context));
    },
  });
}

const subscriptionInputs = z.object({
  topic: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]),
  protocol: z.string(),
  endpoint: z.string(),
  region: z.string().optional(),
  deliveryPolicy: jsonDocument.optional(),
  filterPolicy: jsonDocument.optional(),
  filterPolicyScope: z.string().optional(),
  rawMessageDelivery: z.boolean().optional(),
  redrivePolicy: jsonDocument.optional(),
});

function topicSubscription(clients: EmulatorClients): ResourceHandler {
  const attributes = (given: z.infer<typeof subscriptionInputs>) =>
    texts({
      DeliveryPolicy: given.deliveryPolicy,
      FilterPolicy: given.filterPolicy,
      FilterPolicyScope: given.filterPolicyScope,
      RawMessageDelivery: given.rawMessageDelivery,
      RedrivePolicy: given.redrivePolicy,
    });
  return handler({
    inputs: subscriptionInputs,
    gone,
    async create(given, context) {
      const { SubscriptionArn } = await clients.sns(regionOf(given, context)).send(
        new SubscribeCommand({
          TopicArn: given.topic,
          Protocol: given.protocol,
          Endpoint: given.endpoint,
          Attributes: attributes(given),
          ReturnSubscriptionArn: true,
        }),
      );
      if (SubscriptionArn === undefined) throw new Error("SNS answered Subscribe without an ARN.");
      return SubscriptionArn;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const { Attributes: found = {} } = await clients
        .sns(region)
        .send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id }));
      return present({
        id,
        arn: id,
        region,
        topic: found.TopicArn,
        protocol: found.Protocol,
        endpoint: found.Endpoint,
        ownerId: found.Owner,
        pendingConfirmation: found.PendingConfirmation === "true",
        rawMessageDelivery: found.RawMessageDelivery === "true",
        ...declaredDocuments(state, {
          deliveryPolicy: found.DeliveryPolicy,
          filterPolicy: found.FilterPolicy,
          redrivePolicy: found.RedrivePolicy,
        }),
      });
    },
    async update(id, given, { context }) {
      const wanted = { FilterPolicy: "{}", RawMessageDelivery: "false", ...attributes(given) };
      for (const [AttributeName, AttributeValue] of Object.entries(wanted)) {
        await clients
          .sns(regionOf(given, context))
          .send(new SetSubscriptionAttributesCommand({ SubscriptionArn: id, AttributeName, AttributeValue }));
      }
    },
    async delete(id, state, context) {
      await clients.sns(regionOf(state, context)).send(new UnsubscribeCommand({ SubscriptionArn: id }));
    },
  });
}
