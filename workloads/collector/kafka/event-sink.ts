import { type Broker } from "@platformatic/kafka";
import { minInSyncReplicas, topics } from "../../../contracts/events/topics.ts";
import { type CollectorSettings } from "../settings.ts";
import { type EventSink, type SinkRecord, SinkUnavailable } from "../sinks.ts";
import { backoffMs } from "./backoff.ts";
import { Backlog } from "./backlog.ts";
import { Cluster, Connections, type ClusterView } from "./cluster.ts";
import { ClusterWatch } from "./cluster-watch.ts";
import { clientOptions, type KafkaLogin, type Login, loginOf, type ScramCredentials } from "./connection.ts";
import { errorName, errorOf, failureText, isLoginRefused, remedyOf } from "./failure.ts";
import { type PartitionQueue } from "./partition-queue.ts";
import { type PartitionResult, produce } from "./produce.ts";

type KafkaSettings = CollectorSettings["kafka"];

/** Records that brokers acknowledged: `count` of them from `baseOffset` on. */
export interface Acknowledged {
  readonly topic: string;
  readonly partition: number;
  /** Negative where the broker only knows that it has them. */
  readonly baseOffset: bigint;
  readonly count: number;
  /** Since the first of them was handed in. */
  readonly milliseconds: number;
}

/** What a sink tells whoever counts. */
export interface SinkObserver {
  acknowledged?(records: Acknowledged): void;
  /** A batch is to be sent again; `reason` is Kafka's name of the error, or `no answer`. */
  retried?(batch: { readonly topic: string; readonly partition: number; readonly reason: string }): void;
  /** Records were given up. */
  dropped?(records: { readonly topic: string; readonly count: number }): void;
}

/** As pino's. */
export interface SinkLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a sink is given beside its settings. */
export interface SinkParts {
  /** Reads the Kafka user; asked again when brokers refuse it. Needed with `authentication.by: "scram"`. */
  readonly credentials?: () => Promise<ScramCredentials>;
  readonly log: SinkLog;
  readonly observer?: SinkObserver;
  /** Names the program in the brokers' logs and quotas. @default "collector" */
  readonly clientId?: string;
}

/** Bytes of records that are not acknowledged; above, a write is refused at once. Twice what the collector lets in. */
const longestBacklogBytes = 128 * 1024 * 1024;

/** Bytes of one request, before they are compressed: what Kafka's own client sends at most. */
const requestBytes = 1024 * 1024;

const connectTimeoutMs = 10_000;
const controlTimeoutMs = 5_000;
/** While writes fail, the cluster is asked this often whether they would succeed. */
const recheckMs = 1_000;

/**
 * The collector's Kafka producer. All in-sync replicas acknowledge, retries are idempotent, batches are snappy.
 *
 * - A write is acknowledged when every one of its records is.
 * - One request per broker is on its way, with at most one batch per partition; the rest waits and is batched the while.
 *   A retry is the same batch under the same number, to whoever leads the partition by then: it is neither doubled nor
 *   overtaken.
 * - What is not acknowledged in `deliveryTimeoutMs` is given up. Should it arrive late all the same, it may stand after
 *   what was written later, and beside what its sender sent again, with the same event_id.
 * - It needs no brokers to start, and finds those that come back by itself.
 *
 * The library's own producer is not used: it sends a failed request for several partitions to the leader of the first
 * of them again, whoever leads the others by then.
 */
export function createEventSink(settings: KafkaSettings, parts: SinkParts): EventSink {
  return new KafkaSink(settings, parts);
}

class KafkaSink implements EventSink {
  readonly #settings: KafkaSettings;
  readonly #log: SinkLog;
  readonly #observer: SinkObserver;
  readonly #login: Login;
  readonly #cluster: Cluster;
  readonly #watch: ClusterWatch;
  readonly #connections: Connections;
  readonly #requestTimeoutMs: number;
  readonly #backlog: Backlog;
  /** IDs of brokers that have not answered their request yet. */
  readonly #busy = new Set<number>();
  #brokers: ReadonlyMap<number, Broker> = new Map();
  #producerId: bigint | undefined;
  /** Unknown until a first answer or failure. */
  #isReachable: boolean | undefined;
  #isDelivering = true;
  /** Whether brokers are being asked if writes would succeed again. */
  #isConfirming = false;
  /** Records that were given up since that was last logged. */
  #givenUp = 0;
  #lastFailure: unknown = new Error("No broker was reached yet.");
  #wakeAt = Infinity;
  #timer: NodeJS.Timeout | undefined;
  #recheck: NodeJS.Timeout | undefined;
  /** Called when nothing is under way any more. */
  #drained: (() => void) | undefined;

  constructor(settings: KafkaSettings, { credentials, log, observer, clientId = "collector" }: SinkParts) {
    this.#settings = settings;
    this.#log = log;
    this.#observer = observer ?? {};
    this.#backlog = new Backlog(settings.batchBytes);
    this.#login = loginOf(loginSettings(settings, credentials));
    this.#requestTimeoutMs = Math.min(30_000, Math.max(1_000, settings.deliveryTimeoutMs / 2));
    const options = { ...clientOptions(settings, this.#login), connectTimeout: connectTimeoutMs };
    const requestTimeout = this.#requestTimeoutMs;
    this.#connections = new Connections(clientId, { ...options, maxInflights: 1, requestTimeout });
    this.#cluster = new Cluster(
      settings.bootstrapBrokers,
      Object.values(topics).map(({ name }) => name),
      new Connections(clientId, { ...options, requestTimeout: controlTimeoutMs }),
    );
    this.#watch = new ClusterWatch(this.#cluster, {
      seen: (view) => {
        this.#seen(view);
      },
      gotProducerId: (producerId) => {
        this.#producerId = producerId;
      },
      unreachable: (error) => {
        this.#unreachable(error);
      },
    });
    this.#watch.look();
  }

  get available(): boolean {
    return this.#isReachable === true && this.#isDelivering;
  }

  write(records: readonly SinkRecord[]): Promise<void> {
    if (this.#drained !== undefined) return Promise.reject(new SinkUnavailable("The Kafka producer is closed."));
    if (this.#backlog.bytes >= longestBacklogBytes) {
      return Promise.reject(new SinkUnavailable(`${this.#backlog.bytes} bytes wait for Kafka already.`));
    }
    const now = performance.now();
    const { delivered, isFull } = this.#backlog.add(records, now);
    if (isFull) this.#pump();
    else this.#wake(now + this.#settings.lingerMs);
    return delivered;
  }

  async close(): Promise<void> {
    if (this.#drained !== undefined) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
      this.#pump();
    });
    clearTimeout(this.#timer);
    clearTimeout(this.#recheck);
    this.#watch.close();
    await Promise.all([this.#cluster.close(), this.#connections.close()]);
  }

  /** Wakes at a time of `performance.now()`, or sooner where that was asked for already. */
  #wake(at: number): void {
    if (at >= this.#wakeAt) return;
    this.#wakeAt = at;
    clearTimeout(this.#timer);
    const pump = (): void => {
      this.#pump();
    };
    this.#timer = setTimeout(pump, Math.max(0, at - performance.now()));
  }

  /** Gives up what is overdue, sends what is ready, and sees to it that it is called again in time for the rest. */
  #pump(): void {
    this.#wakeAt = Infinity;
    const now = performance.now();
    const { deliveryTimeoutMs } = this.#settings;
    for (const dropped of this.#backlog.expire(now - deliveryTimeoutMs, () => this.#unavailable())) {
      this.#gaveUp(dropped);
    }
    const byLeader = new Map<number, PartitionQueue[]>();
    for (const queue of this.#backlog.queues) {
      this.#replaceWornOut(queue);
      const { head } = queue;
      if (head === undefined) {
        this.#backlog.queues.delete(queue);
        continue;
      }
      if (!head.abandoned) this.#wake(head.createdAt + deliveryTimeoutMs);
      if (queue.isOnItsWay) continue;
      if (queue.leader < 0) this.#watch.look();
      else byLeader.set(queue.leader, [...(byLeader.get(queue.leader) ?? []), queue]);
    }
    for (const [leader, queues] of byLeader) this.#sendWhenReady(leader, queues, now);
    const { waitingSince } = this.#backlog;
    if (waitingSince !== undefined) {
      this.#watch.look();
      this.#wake(waitingSince + deliveryTimeoutMs);
    }
    if (this.#backlog.isEmpty) this.#drained?.();
  }

  #sendWhenReady(leader: number, queues: readonly PartitionQueue[], now: number): void {
    if (this.#busy.has(leader) || this.#producerId === undefined) return;
    const { lingerMs, batchBytes } = this.#settings;
    const linger = { lingerMs: this.#drained === undefined ? lingerMs : 0, batchBytes };
    const readyAt = Math.min(...queues.map((queue) => queue.readyAt(linger)));
    if (readyAt > now) {
      this.#wake(readyAt);
      return;
    }
    const sent: PartitionQueue[] = [];
    let bytes = 0;
    for (const queue of queues) {
      if (queue.retryAt > now) continue;
      bytes += queue.head?.batch.bytes ?? 0;
      if (sent.length > 0 && bytes > requestBytes) break;
      sent.push(queue);
    }
    // Who was served comes last the next time.
    for (const queue of sent) {
      this.#backlog.queues.delete(queue);
      this.#backlog.queues.add(queue);
    }
    void this.#send(leader, sent, this.#producerId);
  }

  async #send(leader: number, queues: readonly PartitionQueue[], producerId: bigint): Promise<void> {
    this.#busy.add(leader);
    const batches = queues.map((queue) => ({ topic: queue.topic, index: queue.index, bytes: queue.take(producerId) }));
    let results: readonly PartitionResult[] = [];
    try {
      const broker = this.#brokers.get(leader);
      if (broker === undefined) throw new Error(`Broker ${leader} is not there.`);
      const connection = await this.#connections.to(broker);
      // The broker's time is shorter, so that it says what it waits for before it is given up.
      results = await produce(connection, batches, Math.round(this.#requestTimeoutMs * 0.8));
    } catch (error) {
      if (isLoginRefused(error)) this.#login.refused();
      this.#lastFailure = error;
      this.#log.warn({ broker: leader, reason: failureText(error) }, "a broker did not answer");
      this.#watch.look();
    }
    this.#busy.delete(leader);
    for (const [index, queue] of queues.entries()) {
      const result = results[index];
      if (result === undefined) this.#again(queue, "no answer");
      else this.#answered(queue, result);
    }
    this.#pump();
  }

  #answered(queue: PartitionQueue, { code, baseOffset }: PartitionResult): void {
    const { topic, index: partition } = queue;
    const remedy = remedyOf(code);
    if (remedy === "acknowledged") {
      const written = queue.acknowledged();
      if (written === undefined) return;
      this.#backlog.release(written);
      this.#isDelivering = true;
      const { count } = written.batch;
      const milliseconds = performance.now() - written.createdAt;
      this.#observer.acknowledged?.({ topic, partition, baseOffset, count, milliseconds });
      return;
    }
    this.#lastFailure = errorOf(code);
    if (remedy === "give up") {
      const refused = queue.refused(this.#unavailable());
      if (refused === undefined) return;
      this.#backlog.release(refused);
      this.#observer.dropped?.({ topic, count: refused.batch.count });
      this.#log.warn({ topic, reason: failureText(this.#lastFailure) }, "brokers will never take these records");
      return;
    }
    if (remedy === "new leader") this.#watch.look();
    if (remedy === "new epoch") queue.renumber();
    this.#again(queue, errorName(code));
  }

  #again(queue: PartitionQueue, reason: string): void {
    this.#observer.retried?.({ topic: queue.topic, partition: queue.index, reason });
    const dropped = queue.failed(performance.now() + backoffMs(queue.failures));
    if (dropped === undefined) return;
    this.#backlog.release(dropped);
    this.#gaveUp({ topic: queue.topic, count: dropped.batch.count });
  }

  #replaceWornOut({ wornOutProducerId }: PartitionQueue): void {
    if (wornOutProducerId === undefined || wornOutProducerId !== this.#producerId) return;
    this.#producerId = undefined;
    this.#watch.newProducerId();
  }

  #gaveUp(dropped: { readonly topic: string; readonly count: number }): void {
    this.#observer.dropped?.(dropped);
    this.#givenUp += dropped.count;
    this.#isDelivering = false;
    this.#recheckSoon();
  }

  /** Looks again whether writes would succeed; says meanwhile, once, what became of those that did not. */
  #recheckSoon(): void {
    this.#recheck ??= setTimeout(() => {
      this.#recheck = undefined;
      const [records, reason] = [this.#givenUp, failureText(this.#lastFailure)];
      if (records > 0) this.#log.warn({ records, reason }, "records were not acknowledged in time");
      this.#givenUp = 0;
      if (!this.#isDelivering) this.#watch.look();
    }, recheckMs);
  }

  #seen(view: ClusterView): void {
    if (this.#isReachable !== true) this.#log.info({ brokers: view.brokers.size }, "the Kafka cluster was reached");
    this.#isReachable = true;
    this.#brokers = view.brokers;
    const missing = this.#backlog.place(view);
    if (missing.length > 0) {
      this.#lastFailure = new Error(`The brokers show this user no topic ${missing.join(", ")}.`);
    }
    if (!this.#isDelivering) void this.#confirm(view);
    this.#pump();
  }

  /** Whether writes would succeed again, asked of the brokers themselves. */
  async #confirm(view: ClusterView): Promise<void> {
    if (this.#isConfirming) return;
    this.#isConfirming = true;
    const answering = await this.#cluster.answering(view);
    this.#isConfirming = false;
    if (isWritable(view, answering)) this.#isDelivering = true;
    else if (this.#drained === undefined) this.#recheckSoon();
  }

  #unreachable(error: unknown): void {
    if (isLoginRefused(error)) this.#login.refused();
    this.#lastFailure = error;
    if (this.#isReachable !== false) this.#log.warn({ reason: failureText(error) }, "no Kafka broker can be reached");
    this.#isReachable = false;
  }

  #unavailable(): SinkUnavailable {
    const cause = this.#lastFailure;
    return new SinkUnavailable(`Kafka did not acknowledge in time: ${failureText(cause)}`, { cause });
  }
}

function loginSettings({ authentication }: KafkaSettings, credentials: SinkParts["credentials"]): KafkaLogin {
  if (authentication.by === "iam") return authentication;
  if (credentials === undefined) throw new Error("kafka.authentication.by is scram, but nothing reads the Kafka user.");
  return { by: "scram", credentials };
}

/** Whether every partition has a leader and enough replicas among the brokers that answer, so that a write would succeed. */
function isWritable({ topics: seen }: ClusterView, answering: ReadonlySet<number>): boolean {
  return Object.values(topics).every(({ name }) =>
    seen
      .get(name)
      ?.every(
        ({ leader, inSyncReplicas }) =>
          answering.has(leader) && inSyncReplicas.filter((id) => answering.has(id)).length >= minInSyncReplicas,
      ),
  );
}
