import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { topics } from "../../contracts/events/topics.ts";
import { type BenchCluster } from "./cluster.ts";

const execute = promisify(execFile);

/** Java's SASL and TLS settings of a client, with the collector's of a producer. */
function clientProperties({ access, user }: BenchCluster): string {
  return [
    `bootstrap.servers=${access.bootstrapBrokersSaslScram.join(",")}`,
    "security.protocol=SASL_SSL",
    "sasl.mechanism=SCRAM-SHA-512",
    `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="${user.username}" password="${user.password}";`,
    "ssl.truststore.type=PEM",
    `ssl.truststore.location=${access.caFile}`,
    "acks=all",
    "enable.idempotence=true",
    "compression.type=snappy",
    "linger.ms=5",
    "batch.size=524288",
  ].join("\n");
}

/**
 * What the broker takes from Kafka's own producer: records of the same bytes, same settings, nothing but producing.
 *
 * @returns records per second
 */
export async function brokerCeiling(
  java: { readonly java: string; readonly classpath: string },
  cluster: BenchCluster,
  options: { readonly directory: string; readonly payloads: readonly string[]; readonly records: number },
): Promise<number> {
  const properties = path.join(options.directory, "producer.properties");
  const payloads = path.join(options.directory, "payloads.txt");
  fs.writeFileSync(properties, clientProperties(cluster));
  fs.writeFileSync(payloads, options.payloads.join("\n"));
  const { stdout } = await execute(
    java.java,
    [
      ...["-cp", java.classpath, "org.apache.kafka.tools.ProducerPerformance", "--topic", topics.telemetry.name],
      ...["--num-records", String(options.records), "--throughput", "-1"],
      ...["--payload-file", payloads, "--producer.config", properties],
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const rate = /([\d.]+) records\/sec/.exec(last)?.[1];
  if (rate === undefined) throw new Error(`ProducerPerformance said no rate: ${last}`);
  return Number(rate);
}
