import type { BrokerPorts } from "../ports.ts";
import { adminPrincipal } from "./certificates.ts";

/** What one broker's `server.properties` depends on. */
export interface BrokerSettings {
  /** From 1. */
  readonly nodeId: number;
  /** Ports of all nodes of the cluster, in order of node ID. */
  readonly nodes: readonly BrokerPorts[];
  /** How many nodes, the first ones, are controllers. */
  readonly controllers: number;
  /** Names by which the brokers' certificates are known, in order of node ID. */
  readonly principals: readonly string[];
  readonly dataFolder: string;
  /** PEM: key, then certificate. */
  readonly keystoreFile: string;
  /** PEM. */
  readonly truststoreFile: string;
  /** `server.properties` of the MSK configuration. */
  readonly configured: string;
}

/** Properties of the wiring: here they are the one-machine cloud's, at AWS they are MSK's, which refuses them as well. */
const ours =
  /^(?:node\.id|broker\.id|process\.roles|controller\.|listener|advertised\.|inter\.broker\.|sasl\.|ssl\.|security\.|super\.users|authorizer\.|log\.dirs?$|metadata\.log\.dir|zookeeper|offsets\.topic\.replication|transaction\.state\.log\.(?:replication|min))/;

/** The properties in the text of a `server.properties`, without those that are the wiring's. */
export function configuredProperties(text: string): ReadonlyMap<string, string> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const pairs = lines.map((line): [string, string] => {
    const separator = line.indexOf("=");
    return separator < 0 ? [line, ""] : [line.slice(0, separator).trim(), line.slice(separator + 1).trim()];
  });
  return new Map(pairs.filter(([name]) => !ours.test(name)));
}

/**
 * What MSK sets where no configuration says otherwise.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html
 */
function mskDefaults(brokers: number): ReadonlyMap<string, string> {
  return new Map([
    ["allow.everyone.if.no.acl.found", "true"],
    ["auto.create.topics.enable", "false"],
    ["default.replication.factor", String(Math.min(3, brokers))],
    ["min.insync.replicas", String(Math.min(2, brokers))],
    ["num.partitions", "1"],
  ]);
}

/** Text of a broker's `server.properties`. */
export function serverProperties(settings: BrokerSettings): string {
  const { nodeId, nodes, controllers } = settings;
  const own = nodes[nodeId - 1];
  if (own === undefined) throw new RangeError(`There is no node ${nodeId} among ${nodes.length}.`);
  const isController = nodeId <= controllers;
  const replicas = String(Math.min(3, nodes.length));
  const voters = nodes.slice(0, controllers).map(({ controller }, index) => `${index + 1}@localhost:${controller}`);
  const listeners = [
    `CLIENT://127.0.0.1:${own.client}`,
    `INTERNAL://127.0.0.1:${own.internal}`,
    ...(isController ? [`CONTROLLER://127.0.0.1:${own.controller}`] : []),
  ];
  const properties = new Map([
    ...mskDefaults(nodes.length),
    ...configuredProperties(settings.configured),
    ...Object.entries({
      "process.roles": isController ? "broker,controller" : "broker",
      "node.id": String(nodeId),
      "controller.quorum.voters": voters.join(","),
      listeners: listeners.join(","),
      "advertised.listeners": `CLIENT://localhost:${own.client},INTERNAL://localhost:${own.internal}`,
      "listener.security.protocol.map": "CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL",
      "inter.broker.listener.name": "INTERNAL",
      "controller.listener.names": "CONTROLLER",
      "sasl.enabled.mechanisms": "SCRAM-SHA-512",
      "listener.name.client.scram-sha-512.sasl.jaas.config":
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
      "listener.name.internal.ssl.client.auth": "required",
      "listener.name.controller.ssl.client.auth": "required",
      "ssl.keystore.type": "PEM",
      "ssl.keystore.location": settings.keystoreFile,
      "ssl.truststore.type": "PEM",
      "ssl.truststore.location": settings.truststoreFile,
      "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
      "super.users": [...settings.principals.map((name) => `User:CN=${name}`), adminPrincipal].join(";"),
      "log.dirs": settings.dataFolder,
      "offsets.topic.replication.factor": replicas,
      "transaction.state.log.replication.factor": replicas,
      "transaction.state.log.min.isr": String(Math.min(2, nodes.length)),
      // Three seconds that a first consumer would wait for others, in tests and in every smoke run.
      "group.initial.rebalance.delay.ms": "0",
      // 50 by default: with a few brokers on one disk, that many files each are only slow to start and stop.
      "offsets.topic.num.partitions": "6",
      "transaction.state.log.num.partitions": "6",
      // Kafka asks for 128 MiB at start, half of the heap we give, and sometimes does not get them.
      "log.cleaner.dedupe.buffer.size": String(16 * 1024 * 1024),
    }),
  ]);
  return `${[...properties].map(([name, value]) => `${name}=${value}`).join("\n")}\n`;
}
