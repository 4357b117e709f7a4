import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { topics } from "../../contracts/events/topics.ts";
import { type BenchCluster } from "./cluster.ts";

export interface BenthosPlace {
  readonly port: number;
  /** Server certificate and key, PEM files. */
  readonly certificateFile: string;
  readonly keyFile: string;
  /** File with the JSON Schema of a telemetry event. */
  readonly schemaFile: string;
  readonly directory: string;
}

/**
 * The collector's work as a Benthos configuration: HTTPS in, a schema, `ingest_ts`, Kafka by device with all replicas'
 * acknowledgement before the answer, what is invalid to the quarantine topic. It asks no client certificate and checks no
 * times, which is work the collector does on top.
 *
 * @returns the configuration's file
 */
export function benthosConfiguration({ access, user }: BenchCluster, place: BenthosPlace): string {
  const kafka = (topic: string): unknown => ({
    kafka_franz: {
      seed_brokers: [...access.bootstrapBrokersSaslScram],
      topic,
      key: '${! json("device_id") }',
      partitioner: "murmur2_hash",
      idempotent_write: true,
      compression: "snappy",
      max_in_flight: 256,
      batching: { count: 1500, period: "5ms" },
      tls: { enabled: true, root_cas_file: access.caFile },
      sasl: [{ mechanism: "SCRAM-SHA-512", username: user.username, password: user.password }],
    },
  });
  const configuration = {
    http: { enabled: false },
    logger: { level: "ERROR" },
    input: {
      http_server: {
        address: `127.0.0.1:${place.port}`,
        path: "/v1/events",
        allowed_verbs: ["POST"],
        timeout: "10s",
        cert_file: place.certificateFile,
        key_file: place.keyFile,
      },
    },
    pipeline: {
      processors: [
        // A single event is not a list, and goes on as it is.
        {
          switch: [
            { check: 'content().string().has_prefix("[")', processors: [{ unarchive: { format: "json_array" } }] },
          ],
        },
        { json_schema: { schema_path: `file://${place.schemaFile}` } },
        { mapping: "root = this\nroot.ingest_ts = now()" },
      ],
    },
    output: {
      switch: {
        cases: [
          { check: "errored()", output: kafka(topics.quarantine.name) },
          { output: kafka(topics.telemetry.name) },
        ],
      },
    },
  };
  const file = path.join(place.directory, "benthos.yaml");
  fs.writeFileSync(file, stringify(configuration));
  return file;
}
