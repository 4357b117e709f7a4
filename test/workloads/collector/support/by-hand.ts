import { connect, type TLSSocket } from "node:tls";
import { type Running } from "./running.ts";

/** A connection on which bytes are written by hand. */
export interface ByHand {
  readonly socket: TLSSocket;
  /** All that comes on it, once it is closed. */
  readonly all: Promise<string>;
}

/** Opens a connection of the device d-1. */
export async function openByHand(
  { authority, collector, ca }: Running,
  options: { readonly allowHalfOpen?: boolean } = {},
): Promise<ByHand> {
  const credentials = await authority.issue({ device: "d-1" });
  const socket = connect({
    host: "127.0.0.1",
    port: collector.port,
    ca,
    servername: "localhost",
    ...credentials,
    ...options,
  });
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const all = new Promise<string>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => {
      resolve(text);
    });
  });
  await Promise.race([new Promise((resolve) => socket.once("secureConnect", resolve)), all]);
  return { socket, all };
}
