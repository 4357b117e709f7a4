import { once } from "node:events";
import { readFile } from "node:fs/promises";
import * as net from "node:net";
import * as tls from "node:tls";
import { CheckFailure, type SmokeInput } from "./input.ts";

/** How long a broker may take to answer or hang up. */
const patienceSeconds = 5;

/** Every broker completes a TLS handshake as the host it is published as, and none speaks Kafka without TLS. */
export async function checkTransport(input: {
  readonly streaming: Pick<SmokeInput["streaming"], "bootstrapBrokers">;
  readonly caFile?: string;
}): Promise<string> {
  const ca = input.caFile === undefined ? undefined : await readFile(input.caFile, "utf8");
  const protocols = new Set<string>();
  const brokers = input.streaming.bootstrapBrokers.split(",");
  for (const broker of brokers) {
    const [host = "", port = ""] = broker.split(":");
    protocols.add(await handshake({ host, port: Number(port) }, ca));
    await expectNoPlaintext({ host, port: Number(port) });
  }
  return `${brokers.length} brokers: ${[...protocols].join(", ")}, certificates valid for their hosts; plaintext refused`;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

async function handshake(address: Address, ca: string | undefined): Promise<string> {
  const socket = tls.connect({
    ...address,
    // An address has no server name.
    ...(net.isIP(address.host) === 0 && { servername: address.host }),
    minVersion: "TLSv1.2",
    ...(ca !== undefined && { ca }),
  });
  socket.setTimeout(patienceSeconds * 1000, () => socket.destroy(new Error(`no answer in ${patienceSeconds} s`)));
  try {
    await once(socket, "secureConnect");
    return socket.getProtocol() ?? "TLS";
  } catch (error) {
    throw new CheckFailure({
      expected: `a TLS handshake with ${address.host}:${address.port}`,
      got: error instanceof Error ? error.message : String(error),
      next: "is the broker running (`platform doctor`), and is its certificate issued for that host by the authority in use?",
    });
  } finally {
    socket.destroy();
  }
}

/** An ApiVersions request, version 0, which every broker answers before authentication if it speaks plaintext. */
const apiVersionsRequest = Buffer.from("0000000a" + "0012" + "0000" + "000004d2" + "ffff", "hex");
const correlationId = 0x4d2;

async function expectNoPlaintext(address: Address): Promise<void> {
  const answer = await plaintextAnswer(address);
  // A TLS endpoint hangs up, with a TLS alert or without a word.
  if (answer.length < 8 || answer.readInt32BE(4) !== correlationId) return;
  throw new CheckFailure({
    expected: `${address.host}:${address.port} to refuse plaintext`,
    got: "an answer to a Kafka request without TLS",
    next: "the cluster's encryptionInTransit.clientBroker must be TLS (components/streaming/event-stream.ts).",
  });
}

function plaintextAnswer(address: Address): Promise<Buffer> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = net.connect(address, () => socket.write(apiVersionsRequest));
    socket.setTimeout(patienceSeconds * 1000, () => socket.destroy());
    socket.on("data", (piece) => pieces.push(piece));
    // A reset is a refusal as good as a close.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(Buffer.concat(pieces));
    });
  });
}
