import { X509Certificate } from "node:crypto";
import { type IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import { Refused } from "../refused.ts";
import { demandValidNow, type DeviceCertificate, readCertificate, senderNamedBy } from "./certificate.ts";
import { type Authenticator, type Sender } from "./sender.ts";

/** Longest header that is read, and most certificates that are remembered. */
const maxHeaderCharacters = 16 * 1024;
const maxRemembered = 10_000;

/**
 * Takes a sender from the certificate that the load balancer verified, against its trust store and revocation lists, and hands
 * on with every request: PEM, URL-encoded but for `+=/`. It sets the header itself and drops a client's own; should a client's ever
 * come through, there are two certificates in it, and neither is believed.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html
 */
export class ForwardedCertificate implements Authenticator {
  readonly #read = new LRUCache<string, DeviceCertificate>({ max: maxRemembered });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  authenticate({ headers }: Pick<IncomingMessage, "headers">): Sender {
    const header = headers["x-amzn-mtls-clientcert-leaf"];
    if (typeof header !== "string" || header === "") throw new Refused("certificate_missing");
    const certificate = this.#certificateOf(header);
    demandValidNow(certificate, this.#now());
    return senderNamedBy(certificate);
  }

  #certificateOf(header: string): DeviceCertificate {
    const known = this.#read.get(header);
    if (known !== undefined) return known;
    if (header.length > maxHeaderCharacters) throw new Refused("certificate_untrusted", "The certificate is too long.");
    const certificate = decoded(header);
    this.#read.set(header, certificate);
    return certificate;
  }
}

/** One certificate and nothing else; of several, OpenSSL would read the first. */
const onePem = /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

function decoded(header: string): DeviceCertificate {
  try {
    const pem = decodeURIComponent(header);
    if (!onePem.test(pem)) throw new Error("not one certificate");
    return readCertificate(new X509Certificate(pem));
  } catch {
    throw new Refused(
      "certificate_untrusted",
      "X-Amzn-Mtls-Clientcert-Leaf is not one certificate in PEM, URL-encoded.",
    );
  }
}
