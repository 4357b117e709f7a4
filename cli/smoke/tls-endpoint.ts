import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { awsEndpoint } from "../../local/runtime/aws-endpoint.ts";
import { type EndpointTrust } from "../../workloads/jobs/submit.ts";

/** An AWS endpoint as clients know it: TLS, and what to trust it by. */
export interface TlsEndpoint {
  /** `https://127.0.0.1:<port>`. */
  readonly url: string;
  readonly trust: EndpointTrust;
  close(): Promise<void>;
}

/**
 * Puts TLS in front of the emulator, with a certificate that Python and Java read.
 *
 * @param java The `java` executable; `keytool` lies beside it.
 */
export async function tlsEndpoint(emulatorEndpoint: string, java: string): Promise<TlsEndpoint> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "platform smoke endpoint" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  const server = awsEndpoint(emulatorEndpoint, { key, cert });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  const directory = await mkdtemp(path.join(tmpdir(), "platform-endpoint-"));
  return {
    url: `https://127.0.0.1:${address.port}`,
    trust: await trustFiles(directory, cert, java),
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The certificate in the two forms that clients read: PEM, and PKCS #12 for Java, whose default reads no PEM. */
async function trustFiles(directory: string, certificate: string, java: string): Promise<EndpointTrust> {
  const trust = {
    pemFile: path.join(directory, "endpoint.pem"),
    truststoreFile: path.join(directory, "endpoint.p12"),
    truststorePassword: randomUUID(),
  };
  await writeFile(trust.pemFile, certificate);
  await promisify(execFile)(path.join(path.dirname(java), "keytool"), [
    ...["-importcert", "-noprompt", "-alias", "endpoint", "-file", trust.pemFile],
    ...["-keystore", trust.truststoreFile, "-storetype", "PKCS12", "-storepass", trust.truststorePassword],
  ]);
  return trust;
}
