import { once } from "node:events";
import * as https from "node:https";
import type * as net from "node:net";
import { ProduceAcks, Producer } from "@platformatic/kafka";
import * as fs from "node:fs";
import { topics } from "../../../contracts/events/topics.ts";
import type { Ground } from "./ground.ts";

/** What a stand-in does wrong. The counts are of events. */
export interface Misdeeds {
  /** Every nth is acknowledged and never written. */
  readonly dropEvery?: number;
  /** Every nth is written twice. */
  readonly doubleEvery?: number;
  /** Every nth is written with other bytes. */
  readonly changeEvery?: number;
}

/** The least that answers like the collector, to see that the suite catches one that does wrong. */
export class StandIn {
  readonly url: string;
  readonly #server: https.Server;
  readonly #producer: Producer;

  private constructor(server: https.Server, producer: Producer) {
    this.#server = server;
    this.#producer = producer;
    const { port } = server.address() as net.AddressInfo; // listening on TCP
    this.url = `https://localhost:${port}/v1/events`;
  }

  static async start(ground: Ground, misdeeds: Misdeeds): Promise<StandIn> {
    const { access } = ground.cluster;
    const read = (file: string): Buffer => fs.readFileSync(file);
    const producer = new Producer({
      clientId: "stand-in",
      bootstrapBrokers: [...access.bootstrapBrokersAdmin],
      tls: { ca: read(access.caFile), cert: read(access.adminCertificateFile), key: read(access.adminKeyFile) },
      acks: ProduceAcks.ALL,
      compression: "snappy",
    });
    let count = 0;
    const written = (line: string): readonly string[] => {
      count += 1;
      const isNth = (every: number | undefined): boolean => every !== undefined && count % every === 0;
      if (isNth(misdeeds.dropEvery)) return [];
      if (isNth(misdeeds.changeEvery)) return [line.replace('"temperature":', '"temperature":1')];
      return isNth(misdeeds.doubleEvery) ? [line, line] : [line];
    };
    const server = https.createServer(await ground.servers.issue({ server: ["localhost"] }), (request, response) => {
      void (async () => {
        const lines = Buffer.concat((await request.toArray()) as Buffer[])
          .toString()
          .trimEnd()
          .split("\n");
        const records = lines.flatMap(written).map((line) => ({
          topic: topics.telemetry.name,
          key: Buffer.from(/"device_id":"([^"]+)"/.exec(line)?.[1] ?? ""),
          value: Buffer.from(line),
        }));
        await producer.send({ messages: records });
        const results = lines.map(() => ({ outcome: "accepted" }));
        response.end(JSON.stringify({ accepted: lines.length, quarantined: 0, results }));
      })();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new StandIn(server, producer);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#producer.close();
  }
}
