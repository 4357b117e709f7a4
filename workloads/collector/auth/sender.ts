import { type IncomingMessage } from "node:http";

/** Form of a device's ID, and of the prefix of a gateway's devices; the schemas of events demand the same of `device_id`. */
const deviceId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** Who sends, as a certificate or token says. */
export class Sender {
  /** The device; of a gateway that is none itself, `gateway:` and its first prefix. */
  readonly name: string;
  readonly #device: string | undefined;
  readonly #gatewayFor: readonly string[];

  private constructor(device: string | undefined, gatewayFor: readonly string[]) {
    this.name = device ?? `gateway:${gatewayFor[0] ?? ""}`;
    this.#device = device;
    this.#gatewayFor = gatewayFor;
  }

  /**
   * `undefined` when neither a device nor a gateway is named. What is not in the form of a device's ID names nobody: an empty
   * prefix would speak for every device.
   */
  static of(named: { readonly device?: string; readonly gatewayFor: readonly string[] }): Sender | undefined {
    const device = named.device !== undefined && deviceId.test(named.device) ? named.device : undefined;
    const gatewayFor = named.gatewayFor.filter((prefix) => deviceId.test(prefix));
    return device === undefined && gatewayFor.length === 0 ? undefined : new Sender(device, gatewayFor);
  }

  /** Whether events of this device may come from this sender. */
  speaksFor(device: string): boolean {
    return device === this.#device || this.#gatewayFor.some((prefix) => device.startsWith(prefix));
  }
}

/** Finds out who sends a request. */
export interface Authenticator {
  /** @throws {Refused} with a code that says why the sender is not known. */
  authenticate(request: IncomingMessage): Sender | Promise<Sender>;
}
