// A program of its own, so that it can be killed: a member of a consumer group that takes its time, says which records it has worked
// on, and commits them after that.
import * as fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Consumer, MessagesStreamFallbackModes, MessagesStreamModes } from "@platformatic/kafka";
import type { KafkaAccess } from "../../../local/runtime/kafka/access.ts";

/** What a member is told, as JSON in `SLOW_MEMBER`. */
export interface Membership {
  readonly group: string;
  readonly topic: string;
  readonly access: Pick<KafkaAccess, "bootstrapBrokersAdmin" | "caFile" | "adminCertificateFile" | "adminKeyFile">;
}

const recordsPerCommit = 100;
const workMs = 20;

const { group, topic, access } = JSON.parse(process.env.SLOW_MEMBER ?? "{}") as Membership; // written by the fault case
const consumer = new Consumer({
  clientId: group,
  groupId: group,
  bootstrapBrokers: [...access.bootstrapBrokersAdmin],
  tls: {
    ca: fs.readFileSync(access.caFile),
    cert: fs.readFileSync(access.adminCertificateFile),
    key: fs.readFileSync(access.adminKeyFile),
  },
  sessionTimeout: 2_000,
  heartbeatInterval: 300,
  rebalanceTimeout: 2_000,
  autocommit: false,
});
const stream = await consumer.consume({
  topics: [topic],
  mode: MessagesStreamModes.COMMITTED,
  fallbackMode: MessagesStreamFallbackModes.EARLIEST,
  maxWaitTime: 100,
});
let count = 0;
for await (const message of stream) {
  fs.writeSync(process.stdout.fd, `${message.partition}@${message.offset}\n`);
  count += 1;
  if (count % recordsPerCommit === 0) {
    await message.commit();
    await pause(workMs);
  }
}
