// The library is made of classes with decorators, which look for this when they are loaded.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { PemConverter, X509CertificateGenerator } from "@peculiar/x509";

/** A certificate and its key, PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

const yearMs = 365 * 86_400_000;

/**
 * A certificate for behind a load balancer, which encrypts to its targets and does not look at their certificates. The key
 * never leaves the process.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
export async function selfSigned(): Promise<ServerCertificate> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: "CN=collector",
      keys,
      signingAlgorithm: algorithm,
      // A day earlier, for clocks that differ; longer than any pod lives.
      notBefore: new Date(now - yearMs / 365),
      notAfter: new Date(now + 10 * yearMs),
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { cert: certificate.toString("pem"), key: PemConverter.encode(key, PemConverter.PrivateKeyTag) };
}
