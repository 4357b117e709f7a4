import { readFileSync } from "node:fs";
import { type ConnectionOptions, type SASLOptions } from "@platformatic/kafka";
import { generateAuthToken } from "aws-msk-iam-sasl-signer-js";

/** A user of SCRAM-SHA-512. */
export interface ScramCredentials {
  readonly username: string;
  readonly password: string;
}

/** How a client proves who it is. */
export type KafkaLogin =
  | { readonly by: "iam"; readonly region: string }
  /** `credentials` is asked again when brokers refused what it gave. */
  | { readonly by: "scram"; readonly credentials: () => Promise<ScramCredentials> };

/** Where the brokers are and who is calling. */
export interface KafkaConnection {
  /** Comma separated `host:port` list, as the streaming stack publishes it. */
  readonly bootstrapBrokers: string;
  /** Names the program in the brokers' logs and quotas. */
  readonly clientId: string;
  readonly login: KafkaLogin;
  /** PEM file of the brokers' authorities; read for every connection. @default - the system's own */
  readonly caFile?: string;
}

/** What the client's connections are made with. TLS always, with the broker's name checked. */
export interface ClientOptions extends Pick<ConnectionOptions, "tls" | "tlsServerName"> {
  readonly sasl: SASLOptions;
}

/** A login that connections draw from, one after the other. */
export interface Login {
  readonly sasl: SASLOptions;
  /** Brokers refused it: the next connection asks for it anew. */
  refused(): void;
}

/** Shortest time between two readings of a secret, however often brokers refuse what was read. */
const secretPauseMs = 1_000;

export function loginOf(login: KafkaLogin): Login {
  if (login.by === "iam") {
    const token = async (): Promise<string> => (await generateAuthToken({ region: login.region })).token;
    return { sasl: { mechanism: "OAUTHBEARER", token }, refused: () => undefined };
  }
  let read: Promise<ScramCredentials> | undefined;
  let readAt = -Infinity;
  const credentials = async (): Promise<ScramCredentials> => {
    readAt = read === undefined ? performance.now() : readAt;
    read ??= login.credentials();
    try {
      return await read;
    } catch (error) {
      read = undefined;
      throw error;
    }
  };
  return {
    sasl: {
      mechanism: "SCRAM-SHA-512",
      username: async () => (await credentials()).username,
      password: async () => (await credentials()).password,
    },
    refused() {
      if (performance.now() - readAt > secretPauseMs) read = undefined;
    },
  };
}

/** What the constructors of the client library take. */
export function clientOptions(
  connection: Pick<KafkaConnection, "caFile">,
  { sasl }: Pick<Login, "sasl">,
): ClientOptions {
  const { caFile } = connection;
  return {
    // Read by every connection that is made, so that a renewed authority needs no restart.
    tls:
      caFile === undefined
        ? {}
        : {
            get ca() {
              return readFileSync(caFile);
            },
          },
    tlsServerName: true,
    sasl,
  };
}
