// The library is made of classes with decorators, which look for this when they are loaded.
import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import { PemConverter, X509Certificate as ParsedCertificate, X509Crl } from "@peculiar/x509";
import { comparableSerial } from "./certificate.ts";

/**
 * Most parts of a revocation list that are read. A list with reasons has 7 parts in 50 bytes for each certificate, and a secret
 * of Kubernetes 1 MiB; the library's own bound would end at 1,400 certificates.
 */
const mostListParts = 200_000;

/** An authority that signs certificates of devices. */
export interface DeviceAuthority {
  readonly certificate: X509Certificate;
  /** Serials of the certificates that it revoked, see `comparableSerial`. */
  readonly revoked: ReadonlySet<string>;
  /** When its next revocation list is due, in milliseconds since 1970; undefined where there is none. */
  readonly nextListDue: number | undefined;
}

/** The authorities that are trusted, and their revocation lists, as the files have them at one moment. */
export class DeviceAuthorities {
  /** The certificates, PEM. */
  readonly pem: readonly string[];
  readonly #authorities: readonly DeviceAuthority[];

  private constructor(authorities: readonly DeviceAuthority[]) {
    this.#authorities = authorities;
    this.pem = authorities.map(({ certificate }) => certificate.toString());
  }

  /**
   * @param authorities certificates, PEM. Those that sign devices' certificates must be among them; what a device sends along
   * is not looked at.
   * @param lists revocation lists, PEM.
   * @throws {Error} when there is no certificate, a list is of none of the authorities, is not signed by it, or has a critical
   * extension (of a delta or partial list).
   */
  static async read(authorities: string, lists?: string): Promise<DeviceAuthorities> {
    const certificates = derOf(authorities, "CERTIFICATE");
    if (certificates.length === 0) throw new Error("There is no certificate of an authority in PEM.");
    const crls = derOf(lists ?? "", "X509 CRL", "CRL").map(
      (der) => new X509Crl(der, { berOptions: { maxNodes: mostListParts } }),
    );
    // A file that is being written is empty for a moment, which must not mean that nobody is revoked.
    if (lists !== undefined && crls.length === 0) throw new Error("There is no revocation list in PEM.");
    const owners = await Promise.all(crls.map((crl) => ownerOf(crl, certificates)));
    return new DeviceAuthorities(
      certificates.map((der) =>
        authorityOf(
          der,
          crls.filter((_, index) => owners[index] === der),
        ),
      ),
    );
  }

  /** The authority that signed a certificate; undefined when none of these did. */
  of(certificate: X509Certificate): DeviceAuthority | undefined {
    return this.#authorities.find(
      (authority) =>
        certificate.checkIssued(authority.certificate) && certificate.verify(authority.certificate.publicKey),
    );
  }

  /** When the first of the revocation lists is due to be replaced, in milliseconds since 1970. */
  get nextListDue(): number | undefined {
    const due = this.#authorities.flatMap(({ nextListDue }) => nextListDue ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }
}

function derOf(pem: string, ...types: readonly string[]): readonly ArrayBuffer[] {
  return PemConverter.decodeWithHeaders(pem)
    .filter(({ type }) => types.includes(type))
    .map(({ rawData }) => rawData);
}

async function ownerOf(crl: X509Crl, certificates: readonly ArrayBuffer[]): Promise<ArrayBuffer> {
  const critical = crl.extensions.filter((extension) => extension.critical);
  if (critical.length > 0) {
    throw new Error(`The revocation list of ${crl.issuer} is not a whole one: critical ${critical[0]?.type ?? ""}.`);
  }
  for (const der of certificates) {
    const authority = new ParsedCertificate(der);
    // Verified with the list's own algorithm; given the certificate, the library would take that of its signature.
    if (authority.subject === crl.issuer && (await crl.verify({ publicKey: authority.publicKey }))) return der;
  }
  throw new Error(`The revocation list of ${crl.issuer} is signed by none of the authorities.`);
}

function authorityOf(der: ArrayBuffer, crls: readonly X509Crl[]): DeviceAuthority {
  const due = crls.flatMap(({ nextUpdate }) => nextUpdate?.getTime() ?? []);
  return {
    certificate: new X509Certificate(Buffer.from(der)),
    revoked: new Set(crls.flatMap(({ entries }) => entries.map(({ serialNumber }) => comparableSerial(serialNumber)))),
    nextListDue: due.length === 0 ? undefined : Math.min(...due),
  };
}
