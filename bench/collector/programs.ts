import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { repository } from "../../cli/repository.ts";
import { collectorVariables } from "../../components/ingestion/collector-pod.ts";
import { type CollectorSettingsFile } from "../../contracts/events/collector-settings.ts";
import { catalogue } from "../../contracts/events/catalogue.ts";
import { eventSchema } from "../../contracts/events/compose.ts";
import { registrySchema } from "../../contracts/events/registry-schema.ts";
import { DeviceAuthority } from "../../local/runtime/device-authority.ts";
import { accepts } from "../../local/runtime/ports.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { benthosConfiguration } from "./benthos.ts";
import { type BenchCluster } from "./cluster.ts";
import { type Client } from "./load.ts";

/** A program under load. */
export interface Program {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Certificates of one run: of the servers, of a gateway that sends for all devices, and their authority's. */
export interface Certificates extends Client {
  readonly serverCertificateFile: string;
  readonly serverKeyFile: string;
}

/** Issues what both programs and the generator need, into a folder. */
export async function certificates(directory: string): Promise<Certificates> {
  const write = (name: string, text: string): string => {
    const file = path.join(directory, name);
    fs.writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const authority = await DeviceAuthority.make();
  const server = await authority.issue({ server: ["127.0.0.1", "localhost"] });
  const gateway = await authority.issue({ gateway: "bench-" });
  return {
    caFile: write("ca.crt", authority.cert),
    certificateFile: write("gateway.crt", gateway.cert),
    keyFile: write("gateway.key", gateway.key),
    serverCertificateFile: write("server.crt", server.cert),
    serverKeyFile: write("server.key", server.key),
  };
}

const region = "us-east-1";
const collectorPort = 18_443;
const benthosPort = 18_999;

/** The collector as it is deployed, on keys, buckets and a secret of the emulator. */
export async function startCollector(
  cluster: BenchCluster,
  certificates: Certificates,
  directory: string,
): Promise<Program> {
  const aws = emulatorClients(cluster.emulatorEndpoint);
  const { ARN: secretArn = "" } = await aws
    .secretsManager(region)
    .send(new CreateSecretCommand({ Name: "AmazonMSK_bench", SecretString: JSON.stringify(cluster.user) }));
  const { KeyMetadata: tokenKey } = await aws
    .kms(region)
    .send(new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }));
  const { KeyMetadata: dataKey } = await aws.kms(region).send(new CreateKeyCommand({}));
  for (const Bucket of ["bench-pii", "bench-quarantine"]) {
    await aws.s3(region).send(new CreateBucketCommand({ Bucket }));
  }
  const settings: CollectorSettingsFile = {
    host: "127.0.0.1",
    port: collectorPort,
    internalPort: collectorPort + 1,
    certificate: { certificateFile: certificates.serverCertificateFile, keyFile: certificates.serverKeyFile },
    authentication: { by: "mtls", at: "collector", authoritiesFile: certificates.caFile },
    kafka: {
      bootstrapBrokers: cluster.access.bootstrapBrokersSaslScram.join(","),
      authentication: { by: "scram", secretArn },
      caFile: cluster.access.caFile,
    },
    personalData: { tokenKeyArn: tokenKey?.Arn ?? "", bucket: "bench-pii", kmsKeyArn: dataKey?.Arn ?? "" },
    quarantine: { bucket: "bench-quarantine", kmsKeyArn: dataKey?.Arn ?? "" },
    environment: "local",
    logLevel: "warn",
  };
  const file = path.join(directory, "collector.json");
  fs.writeFileSync(file, JSON.stringify(settings));
  const child = spawn(process.execPath, [...process.execArgv, path.join(repository, "workloads/collector/main.ts")], {
    env: {
      ...collectorVariables,
      PATH: process.env.PATH,
      COLLECTOR_SETTINGS: file,
      AWS_REGION: region,
      AWS_ENDPOINT_URL: cluster.emulatorEndpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
    stdio: ["ignore", fs.openSync(path.join(directory, "collector.log"), "w"), "inherit"],
  });
  return running(child, collectorPort, "The collector");
}

/** Benthos with the same work. */
export function startBenthos(
  benthos: string,
  cluster: BenchCluster,
  place: { readonly certificates: Certificates; readonly directory: string },
): Promise<Program> {
  const { certificates, directory } = place;
  const schemaFile = path.join(directory, "telemetry.schema.json");
  const telemetry = catalogue.find(({ type }) => type === "telemetry");
  if (telemetry === undefined) throw new Error("The contracts know no telemetry event.");
  // Benthos reads the older draft that the registry takes as well.
  fs.writeFileSync(schemaFile, JSON.stringify(registrySchema(eventSchema(telemetry, "sent"))));
  const configuration = benthosConfiguration(cluster, {
    port: benthosPort,
    certificateFile: certificates.serverCertificateFile,
    keyFile: certificates.serverKeyFile,
    schemaFile,
    directory,
  });
  const child = spawn(benthos, ["-c", configuration], { stdio: ["ignore", "ignore", "inherit"] });
  return running(child, benthosPort, "Benthos");
}

const startBoundMs = 30_000;

async function running(child: ChildProcess, port: number, what: string): Promise<Program> {
  process.once("exit", () => child.kill("SIGKILL"));
  const deadline = Date.now() + startBoundMs;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${what} did not start.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (child.pid === undefined) throw new Error(`${what} has no process.`);
  return {
    pid: child.pid,
    url: `https://127.0.0.1:${port}/v1/events`,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
