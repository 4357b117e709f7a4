import { once } from "node:events";
import * as tls from "node:tls";

/** Writes fields of Kafka's protocol before its compact forms. */
export class FieldWriter {
  readonly #parts: Buffer[] = [];

  int8(value: number): this {
    return this.#number(1, (part) => part.writeInt8(value));
  }

  int16(value: number): this {
    return this.#number(2, (part) => part.writeInt16BE(value));
  }

  int32(value: number): this {
    return this.#number(4, (part) => part.writeInt32BE(value));
  }

  int64(value: bigint): this {
    return this.#number(8, (part) => part.writeBigInt64BE(value));
  }

  string(value: string): this {
    this.int16(Buffer.byteLength(value));
    this.#parts.push(Buffer.from(value));
    return this;
  }

  list<Item>(items: readonly Item[], write: (item: Item) => void): this {
    this.int32(items.length);
    for (const item of items) write(item);
    return this;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #number(size: number, write: (part: Buffer) => void): this {
    const part = Buffer.alloc(size);
    write(part);
    this.#parts.push(part);
    return this;
  }
}

/** Reads fields of Kafka's protocol before its compact forms. */
export class FieldReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#moved(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#moved(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#moved(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#moved(8));
  }

  /** Null is read as empty. */
  string(): string {
    return this.#slice(this.int16()).toString();
  }

  /** Null is read as empty. */
  block(): Buffer {
    return this.#slice(this.int32());
  }

  /** Null is read as empty. */
  list<Item>(read: () => Item): readonly Item[] {
    return Array.from({ length: Math.max(0, this.int32()) }, read);
  }

  #slice(length: number): Buffer {
    const from = this.#moved(Math.max(0, length));
    return this.#bytes.subarray(from, this.#at);
  }

  #moved(by: number): number {
    this.#at += by;
    return this.#at - by;
  }
}

/** A request of Kafka's protocol: the API's key and version, and the fields after the header. */
export interface KafkaRequest {
  readonly api: number;
  readonly version: number;
  readonly body: Buffer;
}

const answerBoundMs = 15_000;

interface Waiting {
  readonly resolve: (frame: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** One connection to one broker, one request at a time. */
export class KafkaConnection {
  readonly #socket: tls.TLSSocket;
  #received: Buffer[] = [];
  #waiting: Waiting | undefined;
  #correlation = 0;

  private constructor(socket: tls.TLSSocket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received.push(chunk);
      this.#deliver();
    });
    socket.on("error", () => undefined); // "close" follows
    socket.once("close", () => this.#waiting?.reject(new Error("A broker closed the connection.")));
  }

  /** @throws Error when there is no connection within the bound. */
  static async open(options: tls.ConnectionOptions): Promise<KafkaConnection> {
    const socket = tls.connect(options);
    try {
      await once(socket, "secureConnect", { signal: AbortSignal.timeout(answerBoundMs) });
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return new KafkaConnection(socket);
  }

  /** @throws Error when the broker does not answer within the bound, or hangs up. */
  async ask({ api, version, body }: KafkaRequest): Promise<FieldReader> {
    this.#correlation += 1;
    const header = new FieldWriter().int16(api).int16(version).int32(this.#correlation).string("fault-suite").bytes;
    const frame = new Promise<Buffer>((resolve, reject) => {
      const bound = setTimeout(() => {
        this.#socket.destroy(new Error(`A broker did not answer within ${answerBoundMs} ms.`));
      }, answerBoundMs);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(bound);
          this.#waiting = undefined;
          settle(value);
        };
      this.#waiting = { resolve: settled(resolve), reject: settled(reject) };
    });
    if (this.#socket.destroyed) this.#waiting?.reject(new Error("The connection is closed."));
    this.#socket.write(Buffer.concat([new FieldWriter().int32(header.length + body.length).bytes, header, body]));
    const answer = new FieldReader(await frame);
    const correlation = answer.int32();
    if (correlation !== this.#correlation) {
      throw new Error(`A broker answered request ${correlation}, not ${this.#correlation}.`);
    }
    return answer;
  }

  close(): void {
    this.#socket.destroy();
  }

  #deliver(): void {
    const length = this.#received.reduce((sum, chunk) => sum + chunk.length, 0);
    if (length < 4) return;
    const [first] = this.#received;
    if (first !== undefined && first.length >= 4 && length < 4 + first.readInt32BE()) return;
    const all = Buffer.concat(this.#received);
    const size = 4 + all.readInt32BE();
    this.#received = [all];
    if (length < size) return;
    this.#received = [all.subarray(size)];
    this.#waiting?.resolve(all.subarray(4, size));
  }
}
