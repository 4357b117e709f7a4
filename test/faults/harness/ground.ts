import * as fs from "node:fs";
import * as path from "node:path";
import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { CreateSecretCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { CollectorSettingsFile } from "../../../contracts/events/collector-settings.ts";
import { DeviceAuthority } from "../../../local/runtime/device-authority.ts";
import { putScramUser } from "../../../local/runtime/kafka/admin.ts";
import type { Certificate } from "../../../local/runtime/kafka/certificates.ts";
import { emulatorClients } from "../../../local/runtime/services/clients.ts";
import { emulator } from "../../support/emulator.ts";
import { FaultCluster } from "./fault-cluster.ts";
import { TcpProxy } from "./tcp-proxy.ts";

export const region = "us-east-1";
const bucket = "faults-pii";
const username = "faults-collector";
/** Senders of the suite may speak for devices of this prefix. */
export const devicePrefix = "fault-";

const monthMs = 30 * 86_400_000;
/** Certificates stay valid when a case sets the collector's clock. */
const monthOld = { notBefore: new Date(Date.now() - monthMs) };
const inAMonth = new Date(Date.now() + monthMs);

/** What all cases share: brokers, an AWS emulator behind a proxy, authorities, and what the collector is configured with. */
export class Ground {
  readonly cluster: FaultCluster;
  /** Between the collector and AWS. */
  readonly aws: TcpProxy;
  readonly devices: DeviceAuthority;
  /** Of the collector's own certificate. */
  readonly servers: DeviceAuthority;
  readonly gateway: Certificate;
  readonly #clients: ReturnType<typeof emulatorClients>;
  readonly #secretArn: string;
  readonly #keyArns: { readonly token: string; readonly bucket: string };

  private constructor(parts: Parts) {
    this.cluster = parts.cluster;
    this.aws = parts.aws;
    this.devices = parts.devices;
    this.servers = parts.servers;
    this.gateway = parts.gateway;
    this.#clients = parts.clients;
    this.#secretArn = parts.secretArn;
    this.#keyArns = parts.keyArns;
  }

  static async prepare(): Promise<Ground> {
    const [cluster, { endpoint }] = await Promise.all([FaultCluster.start(), emulator()]);
    const clients = emulatorClients(endpoint);
    const password = "first password of the suite";
    await putScramUser(cluster.access, username, password);
    const secret = await clients.secretsManager(region).send(
      new CreateSecretCommand({
        Name: `AmazonMSK_${username}-${Date.now()}`,
        SecretString: JSON.stringify({ username, password }),
      }),
    );
    const kms = clients.kms(region);
    const [token, own] = await Promise.all([
      kms.send(new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" })),
      kms.send(new CreateKeyCommand({})),
    ]);
    await clients.s3(region).send(new CreateBucketCommand({ Bucket: bucket }));
    const devices = await DeviceAuthority.make("Devices of the suite", monthOld);
    return new Ground({
      cluster,
      aws: await TcpProxy.start(0, Number(new URL(endpoint).port)),
      devices,
      servers: await DeviceAuthority.make("Servers of the suite", monthOld),
      gateway: await devices.issue({ gateway: devicePrefix }, monthOld),
      clients,
      secretArn: secret.ARN ?? "",
      keyArns: { token: token.KeyMetadata?.Arn ?? "", bucket: own.KeyMetadata?.Arn ?? "" },
    });
  }

  /** Gives the collector's user another password, first at the brokers, then in the secret. */
  async changePassword(password: string): Promise<void> {
    await putScramUser(this.cluster.access, username, password);
    await this.#clients
      .secretsManager(region)
      .send(
        new PutSecretValueCommand({ SecretId: this.#secretArn, SecretString: JSON.stringify({ username, password }) }),
      );
  }

  /** Settings of a collector whose files lie in this folder; bounds are short, so that runs are. */
  settings(folder: string, ports: { readonly port: number; readonly internalPort: number }): CollectorSettingsFile {
    return {
      host: "127.0.0.1",
      ...ports,
      certificate: { certificateFile: path.join(folder, "server.pem"), keyFile: path.join(folder, "server-key.pem") },
      authentication: {
        at: "collector",
        by: "mtls",
        authoritiesFile: path.join(folder, "authorities.pem"),
        revocationListFile: path.join(folder, "revoked.pem"),
      },
      kafka: {
        bootstrapBrokers: this.cluster.access.bootstrapBrokersSaslScram.join(","),
        authentication: { by: "scram", secretArn: this.#secretArn },
        caFile: this.cluster.access.caFile,
        deliveryTimeoutMs: 4_000,
      },
      personalData: { tokenKeyArn: this.#keyArns.token, bucket, kmsKeyArn: this.#keyArns.bucket },
      quarantine: { bucket, kmsKeyArn: this.#keyArns.bucket },
      environment: "local",
      logLevel: "info",
      drainSeconds: 8,
    };
  }

  /** Writes the collector's certificate, the devices' authority and an empty revocation list into the folder. */
  async writeFiles(folder: string): Promise<void> {
    const { key, cert } = await this.servers.issue({ server: ["localhost", "127.0.0.1"] });
    fs.writeFileSync(path.join(folder, "server.pem"), cert);
    fs.writeFileSync(path.join(folder, "server-key.pem"), key, { mode: 0o600 });
    fs.writeFileSync(path.join(folder, "authorities.pem"), this.devices.cert);
    fs.writeFileSync(
      path.join(folder, "revoked.pem"),
      await this.devices.revocationList([], { thisUpdate: monthOld.notBefore, nextUpdate: inAMonth }),
    );
  }

  /** Bodies of the objects of the quarantine, by key. */
  async quarantineObjects(prefix: string): Promise<ReadonlyMap<string, Buffer>> {
    const s3 = this.#clients.s3(region);
    const objects = new Map<string, Buffer>();
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }));
      for (const { Key } of page.Contents ?? []) {
        if (Key === undefined) continue;
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        objects.set(Key, Buffer.from((await Body?.transformToByteArray()) ?? []));
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return objects;
  }

  async dispose(): Promise<void> {
    await this.aws.close();
    await this.cluster.dispose();
  }
}

interface Parts {
  readonly cluster: FaultCluster;
  readonly aws: TcpProxy;
  readonly devices: DeviceAuthority;
  readonly servers: DeviceAuthority;
  readonly gateway: Certificate;
  readonly clients: ReturnType<typeof emulatorClients>;
  readonly secretArn: string;
  readonly keyArns: { readonly token: string; readonly bucket: string };
}
