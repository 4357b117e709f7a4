import { crc32 } from "node:zlib";
import { type SpoolFile, type SpoolFiles } from "./files.ts";

const name = "position";

/** One sector of a disk each: written whole or not at all, and never both at once. */
const slotBytes = 512;

interface Slot {
  /** Counts up with every write. */
  readonly generation: number;
  readonly sequence: number;
}

/**
 * How far the spool was answered, in a file of two slots that are written in turn. A power cut leaves one of them whole; and as
 * they are overwritten in place, a full disk does not keep the spool from moving on and making room.
 */
export class Position {
  readonly #file: SpoolFile;
  #last: Slot;

  private constructor(file: SpoolFile, last: Slot) {
    this.#file = file;
    this.#last = last;
  }

  /** @returns the position, and whether the file was there but of no use: then the sequence is 0. */
  static async open(files: SpoolFiles): Promise<{ readonly position: Position; readonly lost: boolean }> {
    const isThere = (await files.list()).includes(name);
    const file = isThere ? await files.open(name) : await files.create(name);
    const slots = isThere ? slotsIn(await file.read(0, 2 * slotBytes)) : [];
    const last = slots.reduce((one, other) => (other.generation > one.generation ? other : one), {
      generation: 0,
      sequence: 0,
    });
    if (slots.length === 0) {
      // Both slots get their place on disk now, while there is room.
      await file.truncate(0);
      await file.write(0, Buffer.concat([slotOf(last), slotOf(last)]));
      await file.sync();
      await files.syncFolder();
    }
    return { position: new Position(file, last), lost: isThere && slots.length === 0 };
  }

  /** Everything below this sequence number was answered. */
  get sequence(): number {
    return this.#last.sequence;
  }

  /** Resolves when a power cut cannot undo it. */
  async write(sequence: number): Promise<void> {
    const next = { generation: this.#last.generation + 1, sequence };
    await this.#file.write((next.generation % 2) * slotBytes, slotOf(next));
    await this.#file.sync();
    this.#last = next;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function slotOf({ generation, sequence }: Slot): Buffer {
  const slot = Buffer.alloc(slotBytes);
  slot.writeBigUInt64BE(BigInt(generation), 0);
  slot.writeBigUInt64BE(BigInt(sequence), 8);
  slot.writeUInt32BE(crc32(slot.subarray(0, 16)), 16);
  return slot;
}

function slotsIn(bytes: Buffer): readonly Slot[] {
  return [0, slotBytes]
    .filter(
      (at) => at + slotBytes <= bytes.length && crc32(bytes.subarray(at, at + 16)) === bytes.readUInt32BE(at + 16),
    )
    .map((at) => ({
      generation: Number(bytes.readBigUInt64BE(at)),
      sequence: Number(bytes.readBigUInt64BE(at + 8)),
    }));
}
