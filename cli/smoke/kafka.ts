import { Consumer, type ConsumerOptions, Producer } from "@platformatic/kafka";
import {
  type ClientOptions,
  clientOptions,
  loginOf,
  type ScramCredentials,
} from "../../workloads/collector/kafka/connection.ts";
import { topics } from "../../contracts/events/topics.ts";
import { type Principal } from "../../contracts/events/access.ts";
import { type AwsClients, scramCredentials } from "./aws.ts";
import { CheckFailure, type SmokeInput } from "./input.ts";
import { kafkaCauses, kafkaErrorText } from "./kafka-errors.ts";

/** Where the brokers are and who is calling. */
export interface KafkaConnection {
  /** Comma separated `host:port` list. */
  readonly bootstrapBrokers: string;
  /** Names the caller in the brokers' logs. */
  readonly clientId: string;
  readonly credentials: ScramCredentials;
  /** Where they were read. */
  readonly secretArn: string;
  /** PEM file of the brokers' authority. @default - the system's own */
  readonly caFile?: string;
}

/** Brokers, certificate authority and user of one principal, all from what the streaming stack published. */
export async function connectionOf(
  input: Pick<SmokeInput, "streaming" | "caFile">,
  aws: AwsClients,
  principal: Principal,
): Promise<KafkaConnection> {
  const secretArn = input.streaming.credentials[principal];
  if (secretArn === undefined) throw new Error(`The streaming stack published no secret for ${principal}.`);
  return {
    bootstrapBrokers: input.streaming.bootstrapBrokers,
    clientId: `smoke-${principal}`,
    credentials: await scramCredentials(aws, secretArn),
    secretArn,
    ...(input.caFile !== undefined && { caFile: input.caFile }),
  };
}

/** The collector may not read, the landing job may not write, and a wrong password opens nothing. */
export async function checkKafkaDenied(input: SmokeInput, aws: AwsClients): Promise<string> {
  const collector = await connectionOf(input, aws, "collector");
  const landing = await connectionOf(input, aws, "raw-landing");
  const wrong: ScramCredentials = { ...collector.credentials, password: "not-the-password" };
  const topic = topics.telemetry.name;
  await expectRefusal("the collector to be refused a read", "TOPIC_AUTHORIZATION_FAILED", () =>
    fetchOne(collector, topic),
  );
  await expectRefusal("the collector to be refused the landing job's group", "GROUP_AUTHORIZATION_FAILED", () =>
    joinGroup(collector, "raw-landing"),
  );
  // Who may write no topic at all gets no producer ID, which is the cluster's to give.
  await expectRefusal("raw-landing to be refused a write", "CLUSTER_AUTHORIZATION_FAILED", () =>
    becomeProducer(landing),
  );
  await expectRefusal("a wrong password to be refused", "SASL_AUTHENTICATION_FAILED", () =>
    fetchOne({ ...collector, credentials: wrong }, topic),
  );
  return "collector may not read nor join a group, raw-landing may not write, a wrong password is refused";
}

async function expectRefusal(what: string, id: string, attempt: () => Promise<unknown>): Promise<void> {
  const next =
    "the broker ACLs are declared in contracts/events/access.ts and applied by `platform up <env> streaming`; see the brokers' log.";
  try {
    await attempt();
  } catch (error) {
    if (kafkaCauses(error).some((cause) => cause.id === id)) return;
    throw new CheckFailure({ expected: `${what} (${id})`, got: kafkaErrorText(error), next });
  }
  throw new CheckFailure({ expected: `${what} (${id})`, got: "it was allowed", next });
}

/** UUIDs of topics, by name: a topic deleted and made again has another. */
export async function topicIds(
  connection: KafkaConnection,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return withConsumer(connection, { groupId: "raw-landing" }, async (consumer) => {
    const found = (await consumer.metadata({ topics: [...names] })).topics;
    return new Map(
      names.map((name) => {
        const id = found.get(name)?.id;
        if (id === undefined) throw new Error(`The brokers know no topic ${name}.`);
        return [name, id];
      }),
    );
  });
}

function fetchOne(connection: KafkaConnection, topic: string): Promise<unknown> {
  return withConsumer(connection, { groupId: "raw-landing" }, async (consumer) => {
    const found = (await consumer.metadata({ topics: [topic] })).topics.get(topic);
    const leader = found?.partitions[0]?.leader;
    if (found === undefined || leader === undefined) throw new Error(`The brokers know no topic ${topic}.`);
    const place = {
      partition: 0,
      fetchOffset: 0n,
      partitionMaxBytes: 1024,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    };
    await consumer.fetch({ node: leader, maxWaitTime: 100, topics: [{ topicId: found.id, partitions: [place] }] });
  });
}

function joinGroup(connection: KafkaConnection, groupId: string): Promise<unknown> {
  return withConsumer(connection, { groupId }, (consumer) => consumer.joinGroup({}));
}

/** Lets go of the consumer when the work is done. It does not try again: a refusal is an answer. */
export async function withConsumer<T>(
  connection: KafkaConnection,
  options: Pick<ConsumerOptions<Buffer, Buffer, Buffer, Buffer>, "groupId">,
  use: (consumer: Consumer) => Promise<T>,
): Promise<T> {
  const consumer = new Consumer({ ...optionsOf(connection), ...options, retries: 0, autocreateTopics: false });
  try {
    return await use(consumer);
  } finally {
    await consumer.close(true);
  }
}

async function becomeProducer(connection: KafkaConnection): Promise<void> {
  const producer = new Producer({ ...optionsOf(connection), idempotent: true });
  try {
    await producer.initIdempotentProducer({});
  } finally {
    await producer.close();
  }
}

function optionsOf({
  bootstrapBrokers,
  clientId,
  credentials,
  caFile,
}: KafkaConnection): ClientOptions & { readonly clientId: string; readonly bootstrapBrokers: string[] } {
  const login = loginOf({ by: "scram", credentials: () => Promise.resolve(credentials) });
  return { clientId, bootstrapBrokers: bootstrapBrokers.split(","), ...clientOptions({ caFile }, login) };
}
