import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { DeviceAuthorities } from "./auth/device-authorities.ts";
import { selfSigned, type ServerCertificate } from "./server-certificate.ts";
import { type CollectorSettings } from "./settings.ts";
import { watchFiles } from "./watched-files.ts";

/** What a change of files needs to know of the world. */
export interface Reloading {
  readonly everyMs: number;
  /** Told of files that changed: taken, or why what was before is kept. */
  readonly reloaded: (what: string, problem?: unknown) => void;
}

/** The server's own certificate and the authorities of devices, as their files have them now. */
export class Credentials {
  #server: ServerCertificate = { cert: "", key: "" };
  #authorities: DeviceAuthorities | undefined;
  #changed = (): void => undefined;
  readonly #stops: (() => void)[] = [];

  /** @throws {Error} what is wrong with a file. */
  static async read(
    { certificate, authentication }: Pick<CollectorSettings, "certificate" | "authentication">,
    reloading: Reloading,
  ): Promise<Credentials> {
    const credentials = new Credentials();
    if (certificate === undefined) credentials.#server = await selfSigned();
    else await credentials.#watchCertificate([certificate.certificateFile, certificate.keyFile], reloading);
    if (authentication.by === "mtls" && authentication.at === "collector") {
      const { authoritiesFile, revocationListFile } = authentication;
      await credentials.#watchAuthorities(
        revocationListFile === undefined ? [authoritiesFile] : [authoritiesFile, revocationListFile],
        reloading,
      );
    }
    return credentials;
  }

  /** TLS of the internal port. */
  get internal(): SecureContextOptions {
    return { ...this.#server, minVersion: "TLSv1.2" };
  }

  /** TLS of the events port: with the authorities that clients' certificates are checked by, where that is done here. */
  get events(): SecureContextOptions {
    const ca = this.#authorities?.pem;
    return { ...this.internal, ...(ca !== undefined && { ca: [...ca], allowPartialTrustChain: true }) };
  }

  get authorities(): DeviceAuthorities {
    if (this.#authorities === undefined) throw new Error("Devices' certificates are not checked by this collector.");
    return this.#authorities;
  }

  /** When the first of the revocation lists is to be replaced, in milliseconds since 1970; undefined without one. */
  get nextListDue(): number | undefined {
    return this.#authorities?.nextListDue;
  }

  /** Calls back whenever a changed file was taken. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  async #watchCertificate(files: readonly string[], { everyMs, reloaded }: Reloading): Promise<void> {
    const take = ([cert = "", key = ""]: readonly string[]): void => {
      demandPair({ cert, key });
      this.#server = { cert, key };
      this.#changed();
    };
    const changed = (problem?: unknown): void => {
      reloaded("certificate", problem);
    };
    this.#stops.push(await watchFiles({ files, take, changed, everyMs }));
  }

  async #watchAuthorities(files: readonly string[], { everyMs, reloaded }: Reloading): Promise<void> {
    const take = async ([authorities = "", lists]: readonly string[]): Promise<void> => {
      const before = this.#authorities?.pem.join();
      this.#authorities = await DeviceAuthorities.read(authorities, lists);
      // Revocations are asked of the lists on every request; a new TLS context would end every session for nothing.
      if (this.#authorities.pem.join() !== before) this.#changed();
    };
    const changed = (problem?: unknown): void => {
      reloaded("authorities of devices", problem);
    };
    this.#stops.push(await watchFiles({ files, take, changed, everyMs }));
  }
}

/**
 * A file that is being written is empty for a moment, which TLS would take for no key, or ends within its chain; two files change
 * one after the other. What TLS cannot use must not be taken: no later change of anything would reach it.
 */
function demandPair({ cert, key }: ServerCertificate): void {
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error("The key is not the certificate's.");
  }
  createSecureContext({ cert, key });
}
