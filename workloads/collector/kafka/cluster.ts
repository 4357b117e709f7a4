import {
  type Broker,
  type Connection,
  ConnectionPool,
  type ConnectionOptions,
  initProducerIdV4,
  metadataV12,
} from "@platformatic/kafka";
import { answerIn } from "./failure.ts";

/** Who leads a partition, and which brokers have all of it. */
export interface PartitionPlace {
  /** Broker ID, or a negative number where there is none at the moment. */
  readonly leader: number;
  /** Broker IDs. */
  readonly inSyncReplicas: readonly number[];
}

/** The brokers and topics as one broker knew them. */
export interface ClusterView {
  readonly brokers: ReadonlyMap<number, Broker>;
  /** By topic, in order of partition. A topic that does not exist, or that the user may not see, is missing. */
  readonly topics: ReadonlyMap<string, readonly PartitionPlace[]>;
}

/** After this time without an answer the next broker is asked as well. */
const hedgeMs = 1_000;
const closeBoundMs = 1_000;

/**
 * Connections to brokers by address.
 *
 * The library's pool lets an `error` event pass that nobody listens to, which would end the process, and waits forever
 * for a broker that takes no bytes any more to take the last ones.
 */
export class Connections {
  readonly #pool: ConnectionPool;
  readonly #made = new Set<Connection>();

  constructor(clientId: string, options: ConnectionOptions) {
    this.#pool = new ConnectionPool(clientId, options);
    this.#pool.on("connecting", ({ connection }) => {
      this.#made.add(connection);
      connection.on("error", () => {
        this.#made.delete(connection);
        connection.socket.destroy();
      });
      connection.on("close", () => this.#made.delete(connection));
    });
  }

  /** @throws when the broker cannot be reached, or refuses the login. */
  to(broker: Broker): Promise<Connection> {
    return this.#pool.get(broker);
  }

  async close(): Promise<void> {
    const closed = this.#pool.close();
    const timer = setTimeout(() => {
      for (const { socket } of this.#made) socket.destroy();
    }, closeBoundMs);
    await closed;
    clearTimeout(timer);
  }
}

/**
 * What a client asks of the cluster as a whole, over connections of its own: a broker answers the requests of one
 * connection in their order, so behind a batch that waits for its replicas nothing else would be answered.
 */
export class Cluster {
  readonly #bootstrap: readonly Broker[];
  readonly #topics: readonly string[];
  readonly #connections: Connections;
  #known: readonly Broker[] = [];
  #next = Math.floor(Math.random() * 1000);

  constructor(bootstrapBrokers: string, topics: readonly string[], connections: Connections) {
    this.#bootstrap = bootstrapBrokers.split(",").map(parseBroker);
    this.#topics = topics;
    this.#connections = connections;
  }

  /** @throws when no broker answers. */
  async view(): Promise<ClusterView> {
    const view = viewOf(await this.#ask((connection) => metadata(connection, this.#topics)));
    this.#known = [...view.brokers.values()];
    return view;
  }

  /** A producer ID that nobody had before. @throws when no broker answers, or the user may write to no topic. */
  async newProducerId(): Promise<bigint> {
    const { producerId } = await this.#ask((connection) =>
      initProducerIdV4.api.async(connection, null, longestTransactionMs, undefined, undefined),
    );
    return producerId;
  }

  /** IDs of the brokers of a view that answer by themselves: what others say of them is old where no controller is left. */
  async answering({ brokers }: ClusterView): Promise<ReadonlySet<number>> {
    const answers = await Promise.all(
      [...brokers].map(async ([id, broker]) => {
        try {
          await metadata(await this.#connections.to(broker), []);
          return [id];
        } catch {
          return [];
        }
      }),
    );
    return new Set(answers.flat());
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  /** Asks one broker after the other, without waiting for long for one that is slow: the first answer counts. */
  async #ask<Answer>(question: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const brokers = distinct([...this.#known, ...this.#bootstrap]);
    const first = this.#next++;
    const attempts: Promise<Answer>[] = [];
    for (const index of brokers.keys()) {
      const broker = brokers[(first + index) % brokers.length];
      if (broker === undefined) break;
      const attempt = this.#connections.to(broker).then(question);
      attempts.push(attempt);
      const answered = attempt.then(
        () => true,
        () => false,
      );
      if (await Promise.race([answered, pause(hedgeMs)])) return attempt;
    }
    return Promise.any(attempts);
  }
}

type MetadataResponse = Awaited<ReturnType<typeof metadataV12.api.async>>;

/** Kafka's own client says this where there are no transactions. */
const longestTransactionMs = 2 ** 31 - 1;

async function metadata(connection: Connection, topics: readonly string[]): Promise<MetadataResponse> {
  try {
    return await metadataV12.api.async(connection, [...topics], false, false);
  } catch (error) {
    // The library takes one partition without a leader for a failure of the whole answer.
    const answer = answerIn(error) as MetadataResponse | undefined;
    if (answer === undefined) throw error;
    return answer;
  }
}

function viewOf({ brokers, topics }: MetadataResponse): ClusterView {
  return {
    brokers: new Map(brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }])),
    topics: new Map(
      topics
        .filter(({ errorCode, partitions }) => errorCode === 0 && partitions.length > 0)
        .map(({ name, partitions }) => [
          name ?? "",
          partitions
            .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
            .map(({ leaderId, isrNodes }) => ({ leader: leaderId, inSyncReplicas: isrNodes })),
        ]),
    ),
  };
}

function parseBroker(address: string): Broker {
  const separator = address.lastIndexOf(":");
  return { host: address.slice(0, separator).trim(), port: Number(address.slice(separator + 1)) };
}

function distinct(brokers: readonly Broker[]): readonly Broker[] {
  return [...new Map(brokers.map((broker) => [`${broker.host}:${broker.port}`, broker])).values()];
}

function pause(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, false));
}
