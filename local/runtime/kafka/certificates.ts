import * as fs from "node:fs";
import * as path from "node:path";
import { generate } from "selfsigned";
import { writeAtomically } from "../state-directory.ts";

/** A key and its certificate, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** The certificate authority of one state directory, and the administrator's certificate under it. */
export interface Authority {
  readonly ca: Certificate;
  readonly caFile: string;
  readonly adminCertificateFile: string;
  readonly adminKeyFile: string;
}

/** Name of the user that every administrator is; brokers take it from the certificate. */
export const adminPrincipal = "User:CN=platform-admin";

/** A state directory is thrown away long before. */
const lifetimeMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** The authority in this folder; made when there is none. Its key never leaves the folder. */
export async function authority(folder: string): Promise<Authority> {
  const files = {
    caFile: path.join(folder, "ca.pem"),
    adminCertificateFile: path.join(folder, "admin.pem"),
    adminKeyFile: path.join(folder, "admin-key.pem"),
  };
  const caKeyFile = path.join(folder, "ca-key.pem");
  // The administrator's key is written last: with it, all is there.
  if (!fs.existsSync(files.adminKeyFile)) {
    const made = await generate([{ name: "commonName", value: "One-machine cloud" }], {
      keyType: "ec",
      algorithm: "sha256",
      notAfterDate: new Date(Date.now() + lifetimeMs),
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    const admin = await issue({ key: made.private, cert: made.cert }, "platform-admin");
    writeAtomically(caKeyFile, made.private);
    writeAtomically(files.caFile, made.cert, 0o644);
    writeAtomically(files.adminCertificateFile, admin.cert, 0o644);
    writeAtomically(files.adminKeyFile, admin.key);
  }
  return { ...files, ca: { key: fs.readFileSync(caKeyFile, "utf8"), cert: fs.readFileSync(files.caFile, "utf8") } };
}

/** A certificate for a server or client on this machine, signed by the authority. */
export async function issue(ca: Certificate, commonName: string): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + lifetimeMs),
    ca,
    extensions: [
      { name: "basicConstraints", cA: false },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
