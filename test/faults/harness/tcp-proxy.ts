import { once } from "node:events";
import * as net from "node:net";

/** Which way bytes go: from who connected to who is connected to, or back. */
export type Direction = "forth" | "back";

/** How fast a link is. */
interface Speed {
  readonly latencyMs: number;
  readonly bytesPerSecond: number;
}

const unhindered: Speed = { latencyMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };
/** Bytes that one direction of a connection keeps; above, the sender feels that they are not taken. */
const mostQueuedBytes = 1024 * 1024;

/** One direction of one connection. Bytes leave in the order in which they came. */
class Flow {
  readonly #from: net.Socket;
  readonly #to: net.Socket;
  readonly #queue: { readonly chunk: Buffer; readonly due: number }[] = [];
  #queuedBytes = 0;
  #lastDue = 0;
  #ended = false;
  #held = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: net.Socket, to: net.Socket) {
    this.#from = from;
    this.#to = to;
    from.setNoDelay(true);
    from.once("end", () => {
      this.#ended = true;
      this.#pump();
    });
    from.once("close", () => {
      if (!this.#ended) to.destroy();
      clearTimeout(this.#timer);
    });
    from.on("error", () => undefined); // "close" follows
    to.on("drain", () => {
      this.#pump();
    });
  }

  put(chunk: Buffer, { latencyMs, bytesPerSecond }: Speed): void {
    const start = Math.max(performance.now() + latencyMs, this.#lastDue);
    this.#lastDue = start + (chunk.length / bytesPerSecond) * 1000;
    this.#queue.push({ chunk, due: this.#lastDue });
    this.#queuedBytes += chunk.length;
    this.#pump();
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#pump();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    for (let [next] = this.#queue; next !== undefined; [next] = this.#queue) {
      if (this.#held || this.#to.writableNeedDrain) break;
      const wait = next.due - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => {
          this.#pump();
        }, Math.ceil(wait));
        break;
      }
      this.#queue.shift();
      this.#queuedBytes -= next.chunk.length;
      this.#to.write(next.chunk);
    }
    if (this.#queuedBytes > mostQueuedBytes) this.#from.pause();
    else this.#from.resume();
    if (this.#ended && this.#queue.length === 0) this.#to.end();
  }
}

interface Connection {
  readonly client: net.Socket;
  readonly server: net.Socket;
  readonly flows: Readonly<Record<Direction, Flow>>;
}

/** A link between a client and a server on this machine, which can be slow, one-way, silent or cut. */
export class TcpProxy {
  readonly port: number;
  readonly #target: number;
  readonly #server: net.Server;
  readonly #connections = new Set<Connection>();
  #held: readonly Direction[] = [];
  #refusing = false;
  #speed = unhindered;
  /** Told of bytes before they are passed on. */
  onBytes: ((direction: Direction, bytes: number) => void) | undefined;

  private constructor(server: net.Server, port: number, target: number) {
    this.#server = server;
    this.port = port;
    this.#target = target;
    server.on("connection", (client: net.Socket) => {
      this.#connect(client);
    });
  }

  /** Listens on `port` of 127.0.0.1 (0: any that is free) and passes on to `target`, another port of it. */
  static async start(port: number, target: number): Promise<TcpProxy> {
    const server = net.createServer({ allowHalfOpen: true });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The system gave no port.");
    return new TcpProxy(server, address.port, target);
  }

  /** Delays what comes from now on, each way. */
  slow(speed: Partial<Speed>): void {
    this.#speed = { ...unhindered, ...speed };
  }

  /** Passes nothing on in these directions, as a network that drops packets; what waits is passed on at `heal`. */
  hold(...directions: readonly Direction[]): void {
    this.#held = directions;
    for (const { flows } of this.#connections) {
      flows.forth.hold(directions.includes("forth"));
      flows.back.hold(directions.includes("back"));
    }
  }

  /** Cuts every connection with a reset. */
  reset(): void {
    for (const { client, server } of this.#connections) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Cuts what is connected, and every new connection at once. */
  refuse(): void {
    this.#refusing = true;
    this.reset();
  }

  /** Ends every fault of this link. */
  heal(): void {
    this.#refusing = false;
    this.#speed = unhindered;
    this.hold();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.reset();
    await closed;
  }

  #connect(client: net.Socket): void {
    if (this.#refusing) {
      client.on("error", () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = net.connect({ port: this.#target, host: "127.0.0.1", allowHalfOpen: true });
    const flows = { forth: new Flow(client, server), back: new Flow(server, client) };
    const connection = { client, server, flows };
    this.#connections.add(connection);
    for (const direction of this.#held) flows[direction].hold(true);
    client.on("data", (chunk: Buffer) => {
      this.#take(flows.forth, "forth", chunk);
    });
    server.on("data", (chunk: Buffer) => {
      this.#take(flows.back, "back", chunk);
    });
    for (const socket of [client, server]) {
      socket.once("close", () => {
        if (client.closed && server.closed) this.#connections.delete(connection);
      });
    }
  }

  #take(flow: Flow, direction: Direction, chunk: Buffer): void {
    this.onBytes?.(direction, chunk.length);
    flow.put(chunk, this.#speed);
  }
}
