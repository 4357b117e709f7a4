// The library is made of classes with decorators, which look for this when they are loaded.
import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import { SubjectAlternativeNameExtension, X509Certificate as ParsedCertificate } from "@peculiar/x509";
import { Refused } from "../refused.ts";
import { Sender } from "./sender.ts";

const devicePrefix = "urn:event-platform:device:";
const gatewayPrefix = "urn:event-platform:gateway:";

/** What a device's certificate says. */
export interface DeviceCertificate {
  readonly x509: X509Certificate;
  /** Lower-case hex without leading zeros. */
  readonly serial: string;
  /** `undefined` when it names neither a device nor a gateway. */
  readonly sender: Sender | undefined;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Reads a certificate. It is not verified here. */
export function readCertificate(x509: X509Certificate): DeviceCertificate {
  return {
    x509,
    serial: comparableSerial(x509.serialNumber),
    sender: senderOf(x509.raw),
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
  };
}

/** @throws {Refused} `certificate_expired` */
export function demandValidNow({ notBefore, notAfter }: DeviceCertificate, now: number): void {
  if (now < notBefore || now > notAfter) throw new Refused("certificate_expired");
}

/** @throws {Refused} `no_device` */
export function senderNamedBy({ sender }: DeviceCertificate): Sender {
  if (sender === undefined) {
    throw new Refused(
      "no_device",
      `The subject alternative name needs a URI ${devicePrefix}<id> or ${gatewayPrefix}<prefix>.`,
    );
  }
  return sender;
}

/** Serial numbers in one form: certificates and revocation lists pad them differently. */
export function comparableSerial(hex: string): string {
  return hex.toLowerCase().replace(/^0+(?=.)/, "");
}

/**
 * Reads the names from the certificate's own structure: Node has them as one line of text, in which a name may look like two.
 * A certificate of two devices names none, because nothing says which of them sends.
 */
function senderOf(der: Buffer): Sender | undefined {
  const names = new ParsedCertificate(der).getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  const uris = names.filter(({ type }) => type === "url").map(({ value }) => value);
  const after = (prefix: string): string[] =>
    uris.filter((uri) => uri.startsWith(prefix)).map((uri) => uri.slice(prefix.length));
  const devices = after(devicePrefix);
  if (devices.length > 1) return undefined;
  return Sender.of({ device: devices[0], gatewayFor: after(gatewayPrefix) });
}
