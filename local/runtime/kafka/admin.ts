import { pbkdf2, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { promisify } from "node:util";
import {
  Admin,
  alterUserScramCredentialsV0,
  type Broker,
  type Connection,
  describeUserScramCredentialsV0,
  findErrorBy,
  ScramMechanisms,
} from "@platformatic/kafka";
import type { KafkaAccess } from "./access.ts";

/** Runs some work with an administrator's connection, closed afterwards. */
export async function withAdmin<Result>(access: KafkaAccess, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = new Admin({
    clientId: "one-machine-cloud",
    bootstrapBrokers: [...access.bootstrapBrokersAdmin],
    tls: {
      ca: fs.readFileSync(access.caFile),
      cert: fs.readFileSync(access.adminCertificateFile),
      key: fs.readFileSync(access.adminKeyFile),
    },
  });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

/** How many brokers the cluster knows to be there. */
export async function brokerCount(access: KafkaAccess): Promise<number> {
  const { brokers } = await withAdmin(access, (admin) => admin.metadata({ topics: [], retries: 0 }));
  return new Map<number, Broker>(brokers).size;
}

/** As Kafka's own tools do; the brokers' least is 4096. */
const iterations = 4096;
const keyBytes = 64;

/** Makes a SCRAM-SHA-512 user, or gives one that is there another password. */
export async function putScramUser(access: KafkaAccess, name: string, password: string): Promise<void> {
  const salt = randomBytes(32);
  const saltedPassword = await promisify(pbkdf2)(password.normalize("NFKC"), salt, iterations, keyBytes, "sha512");
  const user = { name, mechanism: ScramMechanisms.SCRAM_SHA_512, iterations, salt, saltedPassword };
  await withConnection(access, (connection) => alterUserScramCredentialsV0.api.async(connection, [], [user]));
}

/** Removes a SCRAM user; one that is gone already is fine. */
export async function removeScramUser(access: KafkaAccess, name: string): Promise<void> {
  const user = { name, mechanism: ScramMechanisms.SCRAM_SHA_512 };
  try {
    await withConnection(access, (connection) => alterUserScramCredentialsV0.api.async(connection, [user], []));
  } catch (error) {
    if (!failedWith(error, "RESOURCE_NOT_FOUND")) throw error;
  }
}

/** Whether there is a SCRAM user of this name. */
export async function hasScramUser(access: KafkaAccess, name: string): Promise<boolean> {
  try {
    const { results } = await withConnection(access, (connection) =>
      describeUserScramCredentialsV0.api.async(connection, [{ name }]),
    );
    return results.some(({ credentialInfos }) => credentialInfos.length > 0);
  } catch (error) {
    if (failedWith(error, "RESOURCE_NOT_FOUND")) return false;
    throw error;
  }
}

function withConnection<Result>(
  access: KafkaAccess,
  call: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  return withAdmin(access, async (admin) => {
    const [connection] = (await admin.connectToBrokers()).values();
    if (connection === undefined) throw new Error(`The cluster ${access.clusterName} has no broker.`);
    return call(connection);
  });
}

/** Whether a call was refused with this of Kafka's error codes, for example `TOPIC_ALREADY_EXISTS`. */
export function failedWith(error: unknown, code: string): boolean {
  return error instanceof Error && findErrorBy(error, "apiId", code) !== null;
}

/** What the broker said, out of the nested errors of the client. */
export function brokerMessage(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return brokerMessage(error.errors.at(-1));
  if (error instanceof Error && "serverErrorMessage" in error && typeof error.serverErrorMessage === "string") {
    return error.serverErrorMessage;
  }
  return error instanceof Error ? error.message : String(error);
}
