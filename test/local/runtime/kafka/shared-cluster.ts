import assert from "node:assert/strict";
import * as fs from "node:fs";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { Properties, ResourceHandlers } from "../../../../local/provider/resource-type.ts";
import { Children, signalGroup } from "../../../../local/runtime/children.ts";
import type { KafkaAccess } from "../../../../local/runtime/kafka/access.ts";
import { authority } from "../../../../local/runtime/kafka/certificates.ts";
import { Configurations } from "../../../../local/runtime/kafka/configurations.ts";
import { KafkaFleet } from "../../../../local/runtime/kafka/fleet.ts";
import { RuntimeLog } from "../../../../local/runtime/log.ts";
import { portsFrom } from "../../../../local/runtime/ports.ts";
import { emulatorClients } from "../../../../local/runtime/services/clients.ts";
import { handlers as mskHandlers } from "../../../../local/runtime/services/msk.ts";
import { toolchain } from "../../../../local/toolchain/index.ts";
import { emulator } from "../../../support/emulator.ts";
import { contextOf } from "../../../support/handlers.ts";
import { freePortBase, temporaryState } from "../temporary-state.ts";

/** Three brokers that all tests of this process share, made by the MSK handlers as the engine makes them. */
export interface SharedCluster {
  readonly fleet: KafkaFleet;
  readonly handlers: ResourceHandlers;
  readonly access: KafkaAccess;
  /** The cluster's properties as the engine keeps them. */
  readonly properties: Properties;
  /** Makes a resource as the engine does; returns its ID and properties. */
  readonly create: (type: string, inputs: Properties) => Promise<{ id: string; properties: Properties }>;
  /** Makes a topic of three partitions, unless a suite of this process has made it. */
  readonly topic: (name: string) => Promise<void>;
  /** The resource's properties now. */
  readonly read: (type: string, id: string, properties: Properties) => Promise<Properties | undefined>;
  /** A Kafka user made from a secret; returns its password. */
  readonly user: (name: string) => Promise<string>;
}

let shared: Promise<SharedCluster> | undefined;
let dispose: (() => Promise<void>) | undefined;

/** The cluster of this process, started when first asked for. Call in a `before` hook with a generous timeout. */
export function sharedCluster(): Promise<SharedCluster> {
  shared ??= start();
  return shared;
}

after("stops the brokers", async function () {
  this.timeout(60_000);
  await dispose?.();
});

class QuietLog extends RuntimeLog {
  override readonly write = (): void => undefined;
}

async function start(): Promise<SharedCluster> {
  const { java, kafka } = await toolchain(["java", "kafka"], (line) => {
    console.log(line);
  });
  assert(java !== undefined && kafka !== undefined);
  const state = temporaryState();
  const fleet = new KafkaFleet({
    state,
    ports: portsFrom(await freePortBase()),
    children: new Children(state.childrenFile),
    log: new QuietLog(),
    program: { java, classpath: kafka.classpath },
    authority: await authority(state.tls),
  });
  // A run that is ended from outside runs no hooks, and brokers outlive it.
  process.once("SIGTERM", () => {
    for (const { pid } of fleet.processes) if (pid !== undefined) signalGroup(pid, "SIGKILL");
    fs.rmSync(state.root, { recursive: true, force: true });
    process.exit(143);
  });
  dispose = async () => {
    await fleet.stop();
    fs.rmSync(state.root, { recursive: true });
  };
  const clients = emulatorClients((await emulator()).endpoint);
  const handlers = mskHandlers(fleet, new Configurations(state.kafka), clients);

  const handlerOf = (type: string) => {
    const handler = handlers[type];
    assert(handler, `no handler for ${type}`);
    return handler;
  };
  const create = async (type: string, inputs: Properties) => {
    const { id, outputs } = await handlerOf(type).create(inputs, contextOf(type, "under-test"));
    return { id, properties: { ...inputs, ...outputs } };
  };

  const settings = await create("aws:msk/configuration:Configuration", {
    name: "shared",
    serverProperties:
      "auto.create.topics.enable=false\nallow.everyone.if.no.acl.found=false\nmessage.max.bytes=2097164",
  });
  const { id, properties } = await create("aws:msk/cluster:Cluster", {
    clusterName: "shared",
    kafkaVersion: "4.1.x.kraft",
    numberOfBrokerNodes: 3,
    clientAuthentication: { sasl: { scram: true } },
    configurationInfo: { arn: settings.id, revision: settings.properties.latestRevision },
  });
  const cluster = fleet.find(id);
  assert(cluster !== undefined);
  const topics = new Map<string, Promise<unknown>>();
  const topic = async (name: string): Promise<void> => {
    const made =
      topics.get(name) ??
      create("aws:msk/topic:Topic", { clusterArn: id, name, partitionCount: 3, replicationFactor: 3 });
    topics.set(name, made);
    await made;
  };
  return {
    fleet,
    handlers,
    access: cluster.access,
    properties,
    create,
    topic,
    read: (type, resource, known) => handlerOf(type).read(resource, known, contextOf(type, "under-test")),
    async user(name) {
      const password = `password of ${name}`;
      const secret = await clients.secretsManager("us-east-1").send(
        new CreateSecretCommand({
          Name: `AmazonMSK_${name}`,
          SecretString: JSON.stringify({ username: name, password }),
        }),
      );
      await create("aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation", {
        clusterArn: id,
        secretArn: secret.ARN,
      });
      return password;
    },
  };
}
