import { existsSync, mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { DeviceAuthority, type Holder } from "../../local/runtime/device-authority.ts";
import { type Certificate } from "../../local/runtime/kafka/certificates.ts";
import { writeAtomically } from "../../local/runtime/state-directory.ts";

/** PEM files of a certificate and its key. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Holders whose certificates are kept, by the name of their files. */
const holders = {
  /** Sends for every device of the data sets that are replayed. */
  fleet: { gateway: ["station-", "aircraft-", "flight-"] },
  /** A device whose certificate is on the revocation list. */
  revoked: { device: "station-lost" },
} as const satisfies Record<string, Holder>;

/** A revocation list of one machine: nobody issues the next one. */
const listDays = 3650;

/**
 * The device authority of a one-machine cloud and the certificates under it, in a folder of the state directory. Keys are
 * readable by the owner only and leave the folder for nobody but whoever they are of.
 */
export class DeviceCertificates {
  readonly authority: DeviceAuthority;
  readonly #folder: string;

  private constructor(authority: DeviceAuthority, folder: string) {
    this.authority = authority;
    this.#folder = folder;
  }

  /** Those in this folder; made when there are none. */
  static async open(folder: string): Promise<DeviceCertificates> {
    const kept = readPair(folder, "authority");
    const authority = await (kept === undefined ? DeviceAuthority.make() : DeviceAuthority.from(kept));
    if (kept === undefined) writePair(folder, "authority", authority);
    return new DeviceCertificates(authority, folder);
  }

  /** Files of a holder's certificate; issued when first asked for. */
  async files(holder: keyof typeof holders): Promise<CertificateFiles> {
    if (readPair(this.#folder, holder) === undefined) {
      writePair(this.#folder, holder, await this.authority.issue(holders[holder]));
    }
    return filesOf(this.#folder, holder);
  }

  /** The revocation list, which names one certificate so that there is something to refuse. */
  async revocationList(): Promise<string> {
    const { certificateFile } = await this.files("revoked");
    return this.authority.revocationList([readFileSync(certificateFile, "utf8")], {
      nextUpdate: new Date(Date.now() + listDays * 86_400_000),
    });
  }
}

function filesOf(folder: string, name: string): CertificateFiles {
  return { certificateFile: path.join(folder, `${name}.pem`), keyFile: path.join(folder, `${name}-key.pem`) };
}

function readPair(folder: string, name: string): Certificate | undefined {
  const { certificateFile, keyFile } = filesOf(folder, name);
  // The certificate is written last: with it, both are there.
  if (!existsSync(certificateFile)) return undefined;
  return { cert: readFileSync(certificateFile, "utf8"), key: readFileSync(keyFile, "utf8") };
}

function writePair(folder: string, name: string, { key, cert }: Certificate): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { certificateFile, keyFile } = filesOf(folder, name);
  writeAtomically(keyFile, key);
  writeAtomically(certificateFile, cert, 0o644);
}
