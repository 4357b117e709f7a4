import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralNames,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { DeviceAuthority } from "../../../../local/runtime/device-authority.ts";
import { type CertificateOf } from "./row.ts";

/** A certificate and its key, PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/** Certificates by whose they are; of nobody there is none. The revoked one has yet to be put on the list. */
export async function certificatesBy(
  authority: DeviceAuthority,
): Promise<Readonly<Record<CertificateOf, KeyAndCertificate | undefined>>> {
  const device = "d-1";
  const stranger = await DeviceAuthority.make(new X509Certificate(authority.cert).subjectName.getField("CN")[0]);
  const dayMs = 86_400_000;
  const ago = (days: number): Date => new Date(Date.now() - days * dayMs);
  const url = (value: string): JsonGeneralNames[number] => ({ type: "url", value });
  return {
    device: await authority.issue({ device }),
    gateway: await authority.issue({ gateway: "gw-" }),
    nobody: undefined,
    // It bears the authority's name, and has another key.
    "another authority": await stranger.issue({ device }),
    itself: await certificate({ names: [url("urn:event-platform:device:d-1")] }),
    expired: await authority.issue({ device }, { notBefore: ago(10), notAfter: ago(1) }),
    "not valid yet": await authority.issue({ device }, { notBefore: ago(-1), notAfter: ago(-10) }),
    revoked: await authority.issue({ device }),
    "a server": await authority.issue({ server: ["d-1"] }),
    "no device": await authority.issue({ nobody: "d-1" }),
    "two devices": await certificate({
      names: [url("urn:event-platform:device:d-1"), url("urn:event-platform:device:d-2")],
      authority,
    }),
    "no form of an ID": await certificate({ names: [url("urn:event-platform:device:d%201")], authority }),
    "every device": await certificate({ names: [url("urn:event-platform:gateway:")], authority }),
    "a DNS name that looks like a device": await certificate({
      names: [{ type: "dns", value: "x.invalid, URI:urn:event-platform:device:d-1" }],
      authority,
    }),
  };
}

const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate of any names, signed by the authority or by itself. */
async function certificate(of: {
  readonly names: JsonGeneralNames;
  readonly authority?: DeviceAuthority;
}): Promise<KeyAndCertificate> {
  const keys = await webcrypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const { authority } = of;
  const signer = authority && {
    issuer: new X509Certificate(authority.cert).subjectName,
    signingKey: await signingKeyOf(authority),
  };
  const made = await X509CertificateGenerator.create(
    {
      subject: "CN=d-1",
      issuer: signer?.issuer ?? "CN=d-1",
      signingKey: signer?.signingKey ?? keys.privateKey,
      publicKey: keys.publicKey,
      signingAlgorithm: curve,
      notBefore: new Date(Date.now() - 3_600_000),
      notAfter: new Date(Date.now() + 86_400_000),
      extensions: [
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension(of.names),
      ],
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { key: PemConverter.encode(key, PemConverter.PrivateKeyTag), cert: made.toString("pem") };
}

async function signingKeyOf(authority: DeviceAuthority): Promise<webcrypto.CryptoKey> {
  const [der] = PemConverter.decode(authority.key);
  if (der === undefined) throw new Error("The authority's key is not PEM.");
  return webcrypto.subtle.importKey("pkcs8", der, curve, false, ["sign"]);
}
