import * as fs from "node:fs";
import {
  AclOperations,
  AclPermissionTypes,
  ListOffsetTimestamps,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { topics } from "../../contracts/events/topics.ts";
import { Children, signalGroup } from "../../local/runtime/children.ts";
import type { KafkaAccess } from "../../local/runtime/kafka/access.ts";
import { putScramUser, withAdmin } from "../../local/runtime/kafka/admin.ts";
import { emulatorEndpoint, emulatorProcess } from "../../local/runtime/emulator.ts";
import { authority } from "../../local/runtime/kafka/certificates.ts";
import { KafkaFleet } from "../../local/runtime/kafka/fleet.ts";
import { RuntimeLog } from "../../local/runtime/log.ts";
import { portsFrom } from "../../local/runtime/ports.ts";
import { freePortBase, temporaryState } from "../../test/local/runtime/temporary-state.ts";

/** Programs and folders that the backends are started from. */
export interface BackendTools {
  readonly java: string;
  /** Kafka's broker. */
  readonly classpath: string;
  readonly emulatorPython: string;
}

/** A broker and the AWS emulator for one benchmark. */
export interface BenchCluster {
  /** Endpoint of the AWS emulator. */
  readonly emulatorEndpoint: string;
  readonly access: KafkaAccess;
  readonly user: { readonly username: string; readonly password: string };
  /** Records that the telemetry topic holds, by the broker's own offsets. */
  records(): Promise<bigint>;
  stop(): Promise<void>;
}

/**
 * Heap and garbage collector as Kafka's own start scripts have them: with the quick start's small heap and first compiler, the broker would be what is measured.
 *
 * @see https://github.com/apache/kafka/blob/4.0/bin/kafka-run-class.sh
 */
const jvmOptions = ["-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-Xlog:disable"];

class QuietLog extends RuntimeLog {
  override readonly write = (): void => undefined;
}

/**
 * One broker with the platform's topics, TLS, SCRAM and ACLs. One, because three on the two cores that generator and
 * collector need as well would measure the machine, not the collector; the peers get the same one.
 */
export async function startCluster(tools: BackendTools): Promise<BenchCluster> {
  const state = temporaryState();
  const ports = portsFrom(await freePortBase());
  const common = { state, ports, children: new Children(state.childrenFile), log: new QuietLog() };
  const fleet = new KafkaFleet({ ...common, program: tools, authority: await authority(state.tls), jvmOptions });
  const emulator = emulatorProcess(tools.emulatorPython, common);
  process.once("exit", () => {
    for (const { pid } of [...fleet.processes, emulator.status]) if (pid !== undefined) signalGroup(pid, "SIGKILL");
    fs.rmSync(state.root, { recursive: true, force: true });
  });
  await emulator.start();
  const { access } = await fleet.create({
    name: "bench",
    arnPrefix: "arn:aws:kafka:us-east-1:000000000000:cluster/bench",
    brokers: 1,
    serverProperties: "auto.create.topics.enable=false\nallow.everyone.if.no.acl.found=false",
    inputs: {},
  });
  const user = { username: "bench-collector", password: "only for this run" };
  await putScramUser(access, user.username, user.password);
  await makeTopics(access, user.username);
  return {
    emulatorEndpoint: emulatorEndpoint(ports),
    access,
    user,
    records: () => recordCount(access, topics.telemetry.name),
    stop: async () => {
      await Promise.all([fleet.stop(), emulator.stop()]);
    },
  };
}

const partitions = 12;

async function makeTopics(access: KafkaAccess, username: string): Promise<void> {
  const names = Object.values(topics).map(({ name }) => name);
  await withAdmin(access, async (admin) => {
    await admin.createTopics({ topics: names, partitions, replicas: 1 });
    await admin.createAcls({
      creations: names.flatMap((resourceName) =>
        [AclOperations.WRITE, AclOperations.DESCRIBE].map((operation) => ({
          resourceType: ResourceTypes.TOPIC,
          resourceName,
          resourcePatternType: ResourcePatternTypes.LITERAL,
          principal: `User:${username}`,
          host: "*",
          operation,
          permissionType: AclPermissionTypes.ALLOW,
        })),
      ),
    });
  });
}

async function recordCount(access: KafkaAccess, name: string): Promise<bigint> {
  const indexes = Array.from({ length: partitions }, (_, partitionIndex) => partitionIndex);
  return withAdmin(access, async (admin) => {
    const [found] = await admin.listOffsets({
      topics: [
        {
          name,
          partitions: indexes.map((partitionIndex) => ({ partitionIndex, timestamp: ListOffsetTimestamps.LATEST })),
        },
      ],
    });
    return (found?.partitions ?? []).reduce((sum, { offset }) => sum + offset, 0n);
  });
}
