// The library is made of classes with decorators, which look for this when they are loaded.
import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonGeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
} from "@peculiar/x509";
import type { Certificate } from "./kafka/certificates.ts";

/** Who a certificate is for, and so what it says of its holder. */
export type Holder =
  | { readonly device: string }
  /** Speaks for every device whose ID starts so, or so. */
  | { readonly gateway: string | readonly string[] }
  /** A TLS server under these names and addresses. */
  | { readonly server: readonly string[] }
  /** A client that its certificate says nothing of. */
  | { readonly nobody: string };

export interface Validity {
  /** @default - five minutes ago, for clocks that differ */
  readonly notBefore?: Date;
  /** @default - 397 days after notBefore, the most that public authorities give */
  readonly notAfter?: Date;
}

export interface RevocationListOptions {
  /** @default - now */
  readonly thisUpdate?: Date;
  /** When the next list is due, after which this one is stale. @default - 7 days after thisUpdate */
  readonly nextUpdate?: Date;
}

const dayMs = 86_400_000;
const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * A certificate authority of devices, for one machine and for tests: P-256 keys, names in the subject alternative name as
 * the collector reads them. The key stays in memory unless the caller writes it down.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
export class DeviceAuthority implements Certificate {
  /** PEM, PKCS #8. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  readonly #signingKey: webcrypto.CryptoKey;
  readonly #certificate: X509Certificate;

  private constructor({ key, cert }: Certificate, signingKey: webcrypto.CryptoKey) {
    this.key = key;
    this.cert = cert;
    this.#signingKey = signingKey;
    this.#certificate = new X509Certificate(cert);
  }

  /** A new authority: another one of the same name is not trusted in its place. */
  static async make(commonName = "Devices of one machine", validity: Validity = {}): Promise<DeviceAuthority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned(
      {
        name: [{ CN: [commonName] }],
        keys,
        signingAlgorithm: curve,
        serialNumber: newSerial(),
        ...dates(validity, 3650),
        extensions: [
          new BasicConstraintsExtension(true, 0, true),
          new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
          await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return new DeviceAuthority({ key: await keyPem(keys), cert: pem(certificate) }, keys.privateKey);
  }

  /** The authority that was written down. */
  static async from(written: Certificate): Promise<DeviceAuthority> {
    const [der] = PemConverter.decode(written.key);
    if (der === undefined) throw new Error("The key of the device authority is not PEM.");
    return new DeviceAuthority(written, await webcrypto.subtle.importKey("pkcs8", der, curve, true, ["sign"]));
  }

  /** A key and its certificate. */
  async issue(holder: Holder, validity: Validity = {}): Promise<Certificate> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create(
      {
        subject: [{ CN: [commonNameOf(holder)] }],
        issuer: this.#certificate.subjectName,
        publicKey: keys.publicKey,
        signingKey: this.#signingKey,
        signingAlgorithm: curve,
        serialNumber: newSerial(),
        ...dates(validity, 397),
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([
            "server" in holder ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
          ]),
          await AuthorityKeyIdentifierExtension.create(this.#certificate.publicKey, false, webcrypto),
          ...namesOf(holder),
        ],
      },
      webcrypto,
    );
    return { key: await keyPem(keys), cert: pem(certificate) };
  }

  /** A revocation list of this authority that names these certificates (PEM); an empty one revokes nothing. */
  async revocationList(revoked: readonly string[] = [], options: RevocationListOptions = {}): Promise<string> {
    const thisUpdate = options.thisUpdate ?? new Date();
    const list = await X509CrlGenerator.create(
      {
        issuer: this.#certificate.subjectName,
        thisUpdate,
        nextUpdate: options.nextUpdate ?? new Date(thisUpdate.getTime() + 7 * dayMs),
        entries: revoked.map((cert) => ({
          serialNumber: new X509Certificate(cert).serialNumber,
          revocationDate: thisUpdate,
        })),
        extensions: [await AuthorityKeyIdentifierExtension.create(this.#certificate.publicKey, false, webcrypto)],
        signingKey: this.#signingKey,
        signingAlgorithm: curve,
      },
      webcrypto,
    );
    // The library labels it "CRL", which OpenSSL does not know.
    return `${PemConverter.encode(list.rawData, "X509 CRL")}\n`;
  }
}

function commonNameOf(holder: Holder): string {
  if ("device" in holder) return holder.device;
  if ("gateway" in holder) return `gateway ${[holder.gateway].flat().join(" ")}`.slice(0, 64);
  if ("server" in holder) return holder.server[0] ?? "server";
  return holder.nobody;
}

function namesOf(holder: Holder): Extension[] {
  const names: JsonGeneralNames = [];
  if ("device" in holder) names.push({ type: "url", value: `urn:event-platform:device:${holder.device}` });
  if ("gateway" in holder) {
    const prefixes = [holder.gateway].flat();
    names.push(...prefixes.map((prefix) => ({ type: "url" as const, value: `urn:event-platform:gateway:${prefix}` })));
  }
  if ("server" in holder) {
    names.push(
      ...holder.server.map((value) => ({ type: /^[\d.]+$/.test(value) ? ("ip" as const) : ("dns" as const), value })),
    );
  }
  return names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)];
}

function dates(validity: Validity, days: number): { notBefore: Date; notAfter: Date } {
  const notBefore = validity.notBefore ?? new Date(Date.now() - 300_000);
  return { notBefore, notAfter: validity.notAfter ?? new Date(notBefore.getTime() + days * dayMs) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(curve, true, ["sign", "verify"]);
}

/** 16 bytes, positive and not zero in the first. */
function newSerial(): string {
  const serial = randomBytes(16);
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0);
  return serial.toString("hex");
}

async function keyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), PemConverter.PrivateKeyTag)}\n`;
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString("pem")}\n`;
}
