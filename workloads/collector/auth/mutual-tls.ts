import { type IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { Refused } from "../refused.ts";
import { demandValidNow, type DeviceCertificate, readCertificate, senderNamedBy } from "./certificate.ts";
import { type DeviceAuthorities, type DeviceAuthority } from "./device-authorities.ts";
import { type Authenticator, type Sender } from "./sender.ts";

/** What was found of a connection's certificate, under the authorities of that moment. */
interface Met {
  readonly certificate: DeviceCertificate;
  readonly authority: DeviceAuthority | undefined;
  readonly authorities: DeviceAuthorities;
}

/** OpenSSL's names, as Node has them, of what is wrong with a certificate's dates. */
const datesAreWrong: ReadonlySet<string> = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);

/**
 * Takes a sender from the certificate of its TLS connection, which ends here. The certificate is read once a connection; whether
 * it is valid still, and its authority trusted, is asked on every request: connections last long, and a resumed session shows
 * no certificate anew.
 */
export class MutualTls implements Authenticator {
  readonly #met = new WeakMap<TLSSocket, Met>();
  readonly #authorities: () => DeviceAuthorities;
  readonly #now: () => number;

  constructor(authorities: () => DeviceAuthorities, now: () => number) {
    this.#authorities = authorities;
    this.#now = now;
  }

  authenticate({ socket }: IncomingMessage): Sender {
    if (!(socket instanceof TLSSocket)) throw new Refused("certificate_missing");
    const { certificate, authority } = this.#meet(socket);
    if (authority === undefined) {
      throw new Refused("certificate_untrusted", "None of the authorities that are trusted signed the certificate.");
    }
    demandValidNow(certificate, this.#now());
    if (authority.revoked.has(certificate.serial)) throw new Refused("certificate_revoked");
    return senderNamedBy(certificate);
  }

  #meet(socket: TLSSocket): Met {
    const authorities = this.#authorities();
    const known = this.#met.get(socket);
    if (known?.authorities === authorities) return known;
    const certificate = known?.certificate ?? presentedBy(socket);
    const met = { certificate, authority: authorities.of(certificate.x509), authorities };
    this.#met.set(socket, met);
    return met;
  }
}

function presentedBy(socket: TLSSocket): DeviceCertificate {
  const x509 = socket.getPeerX509Certificate();
  if (x509 === undefined) throw new Refused("certificate_missing");
  if (!socket.authorized) {
    // An error's code, though Node's types call it an Error.
    const code = String(socket.authorizationError);
    throw new Refused(datesAreWrong.has(code) ? "certificate_expired" : "certificate_untrusted");
  }
  return readCertificate(x509);
}
