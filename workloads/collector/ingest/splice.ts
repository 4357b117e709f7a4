import { type Span } from "./separate.ts";

/** Room for what is added to an event, beside the version's own text. */
const roomPerEvent = 96;

/**
 * The bytes that events have in their topics: as they came, with `ingest_ts`, and `schema_version` where it was left out, before
 * the last brace. One allocation serves a whole request.
 */
export class Splicer {
  readonly #body: Buffer;
  readonly #ingestTs: string;
  readonly #slab: Buffer;
  #used = 0;
  readonly #endings = new Map<string | undefined, Buffer>();

  constructor(body: Buffer, events: number, ingestTs: string) {
    this.#body = body;
    this.#ingestTs = ingestTs;
    this.#slab = Buffer.allocUnsafe(body.length + events * roomPerEvent);
  }

  /** An event that is a JSON object with at least one key. `version` when the event does not say it. */
  splice({ start, end }: Span, version: string | undefined): Buffer {
    const ending = this.#ending(version);
    const size = end - 1 - start + ending.length;
    const from = this.#used;
    const slab = from + size <= this.#slab.length ? this.#slab : undefined;
    const target = slab?.subarray(from, from + size) ?? Buffer.allocUnsafe(size);
    if (slab !== undefined) this.#used += size;
    const copied = this.#body.copy(target, 0, start, end - 1);
    target.set(ending, copied);
    return target;
  }

  #ending(version: string | undefined): Buffer {
    const known = this.#endings.get(version);
    if (known !== undefined) return known;
    const said = version === undefined ? "" : `,"schema_version":${JSON.stringify(version)}`;
    const ending = Buffer.from(`,"ingest_ts":"${this.#ingestTs}"${said}}`);
    this.#endings.set(version, ending);
    return ending;
  }
}
