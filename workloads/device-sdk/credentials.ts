import { readFile, stat } from "node:fs/promises";
import { createSecureContext } from "node:tls";

/** Who the sender is: the certificate of a device or gateway, or a JSON Web Token. */
export type Credentials =
  | {
      /** PEM file with the certificate, and those between it and its authority. Read again when it changes. */
      readonly certificateFile: string;
      /** PEM file with its key. Read again when it changes. */
      readonly keyFile: string;
    }
  | {
      /**
       * The token of the next request: asked before every one, so it should keep what it fetched.
       *
       * @param rejected a token that the collector did not take: a new one is needed
       */
      readonly token: (rejected?: string) => string | Promise<string>;
    };

/** What a TLS connection is made with, PEM. */
export interface TlsMaterial {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

/** How often files are looked at, at most. */
const lookEveryMs = 1_000;

/** Files of TLS, read again when they change. */
export class TlsFiles {
  readonly #files: Readonly<Partial<Record<keyof TlsMaterial, string>>>;
  #read: { readonly material: TlsMaterial; readonly stamp: string } | undefined;
  /** The last stamp that was tried, whether it could be used or not. */
  #tried = "";
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(credentials: Credentials, authoritiesFile?: string) {
    const files = { ca: authoritiesFile };
    this.#files =
      "token" in credentials ? files : { ...files, cert: credentials.certificateFile, key: credentials.keyFile };
  }

  /**
   * The material to connect with; the same object as long as the files have not changed. While certificate and key are being
   * replaced one after the other they do not fit: the earlier pair is kept, and `report` told.
   *
   * @param anew look at the files however short ago that was
   * @throws when the files cannot be used and never could.
   */
  async material(report: (problem: Error) => void, anew = false): Promise<TlsMaterial> {
    const now = performance.now();
    if (this.#read !== undefined && !anew && now - this.#lookedAt < lookEveryMs) return this.#read.material;
    this.#lookedAt = now;
    try {
      const stamp = await this.#stamp();
      if (stamp !== this.#tried || this.#read === undefined) {
        this.#read = { material: await this.#load(), stamp };
        this.#tried = stamp;
      }
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      if (this.#read === undefined) throw problem;
      report(problem);
    }
    return this.#read.material;
  }

  async #stamp(): Promise<string> {
    const stats = await Promise.all(Object.values(this.#files).map((file) => stat(file)));
    return stats.map(({ ino, size, mtimeMs }) => `${ino}:${size}:${mtimeMs}`).join(" ");
  }

  async #load(): Promise<TlsMaterial> {
    const read = Object.entries(this.#files).map(async ([name, file]) => [name, await readFile(file, "utf8")] as const);
    const material: TlsMaterial = Object.fromEntries(await Promise.all(read));
    // Throws when the key is not that of the certificate.
    createSecureContext(material);
    return material;
  }
}
