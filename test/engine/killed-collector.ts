import { randomUUID } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { DeviceCertificates } from "../../cli/local-operator/device-certificates.ts";
import { type KafkaConnection } from "../../cli/smoke/kafka.ts";
import { readBetween, readEnds } from "../../cli/smoke/topic-reader.ts";
import { type LocalCloud } from "../../local/client.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { stateDirectory } from "../../local/runtime/state-directory.ts";
import { DeviceClient, makeEvent } from "../../workloads/device-sdk/index.ts";

const topic = "iot.heartbeat.v1";
const events = 5_000;
const eventsPort = 8443;

/** What became of events while the collector was killed without a warning. */
export interface KilledSend {
  readonly acknowledged: number;
  /** Of the collector, before and after. */
  readonly pids: readonly (number | undefined)[];
  /** IDs of events that were acknowledged and are not in the topic. */
  readonly missing: readonly string[];
}

/** Sends heartbeats, kills the collector when some are acknowledged, and reads what the topic has. */
export async function sendWhileKilling(cloud: LocalCloud): Promise<KilledSend> {
  const state = stateDirectory();
  const reader = await readerOf(cloud);
  const devices = await DeviceCertificates.open(state.devices);
  const before = await collector(cloud);
  const from = await readEnds(reader, [topic]);
  const client = new DeviceClient({
    url: `https://127.0.0.1:${before.port}`,
    credentials: await devices.files("fleet"),
    authoritiesFile: `${state.tls}/ca.pem`,
    batch: { events: 50 },
    lanes: 2,
  });
  const acknowledged = new Set<string>();
  const outcomes = Array.from({ length: events }, async (_, number) => {
    const event = makeEvent({
      event_id: randomUUID(),
      event_type: "heartbeat",
      device_id: `station-${number % 10}`,
      payload: { status: "ok" },
    });
    const { outcome } = await client.send(event);
    if (outcome === "accepted") acknowledged.add(event.event_id);
  });
  while (acknowledged.size < 200) await after(5);
  process.kill(before.pid, "SIGKILL");
  await client.flush();
  await Promise.all(outcomes);
  await client.close();
  const there = await readBetween(reader, from, await readEnds(reader, [topic]));
  const ids = new Set(there.map(({ value }) => (JSON.parse(String(value)) as { event_id: string }).event_id));
  return {
    acknowledged: acknowledged.size,
    pids: [before.pid, (await collector(cloud)).pid],
    missing: [...acknowledged].filter((id) => !ids.has(id)),
  };
}

async function collector(cloud: LocalCloud): Promise<{ readonly pid: number; readonly port: number }> {
  const { workloads } = await cloud.status();
  const found = workloads.find(({ name }) => name === "collector");
  const port = found?.ports.find(({ containerPort }) => containerPort === eventsPort)?.port;
  const { pid } = found?.process ?? {};
  if (pid === undefined || port === undefined) throw new Error("No collector runs.");
  return { pid, port };
}

async function readerOf(cloud: LocalCloud): Promise<KafkaConnection> {
  const secretArn = "AmazonMSK_local-raw-landing";
  const { SecretString = "" } = await emulatorClients(cloud.emulatorEndpoint)
    .secretsManager("us-east-1")
    .send(new GetSecretValueCommand({ SecretId: secretArn }));
  const { bootstrapBrokersSaslScram, caFile } = await cloud.kafka("local-events");
  return {
    bootstrapBrokers: bootstrapBrokersSaslScram.join(","),
    clientId: "test",
    credentials: JSON.parse(SecretString) as KafkaConnection["credentials"], // as the streaming stack writes it
    secretArn,
    caFile,
  };
}
