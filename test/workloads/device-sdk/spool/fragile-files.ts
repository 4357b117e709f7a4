import { type SpoolFile, type SpoolFiles } from "../../../../workloads/device-sdk/spool/files.ts";

/** Bytes of a file: as programs see them, and as they were when it was last synced. */
interface Content {
  current: Buffer;
  synced: Buffer;
}

/** What a power cut leaves of what was not synced: `keep` says of every thing in question whether it is kept. */
export interface PowerCut {
  /** From 0 to 1: how much of the unsynced end of a file is there. */
  readonly part: () => number;
}

/**
 * A folder in memory that forgets in a power cut what a disk may forget: bytes that were not synced, and names that were not synced
 * in their folder, new ones and removed ones alike.
 */
export class FragileFiles implements SpoolFiles {
  #names = new Map<string, Content>();
  #syncedNames = new Map<string, Content>();
  /** Called before every change; what it throws is what the disk says. */
  onChange: (change: string) => void = () => undefined;

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.#names.keys()]);
  }

  async create(name: string): Promise<SpoolFile> {
    await this.#changes(`create ${name}`);
    const content = this.#names.get(name) ?? { current: Buffer.alloc(0), synced: Buffer.alloc(0) };
    content.current = Buffer.alloc(0);
    this.#names.set(name, content);
    return this.#file(name, content);
  }

  open(name: string): Promise<SpoolFile> {
    const content = this.#names.get(name);
    if (content === undefined) return Promise.reject(new Error(`ENOENT ${name}`));
    return Promise.resolve(this.#file(name, content));
  }

  async remove(name: string): Promise<void> {
    await this.#changes(`remove ${name}`);
    if (!this.#names.delete(name)) throw new Error(`ENOENT ${name}`);
  }

  async syncFolder(): Promise<void> {
    await this.#changes("sync folder");
    this.#syncedNames = new Map(this.#names);
  }

  /** What is there after a power cut; this folder stays as it is. */
  afterPowerCut({ part }: PowerCut): FragileFiles {
    const left = new FragileFiles();
    const names = new Set([...this.#names.keys(), ...this.#syncedNames.keys()]);
    for (const name of names) {
      const now = this.#names.get(name);
      const then = this.#syncedNames.get(name);
      const content = now === then || part() < 0.5 ? then : now;
      if (content === undefined) continue;
      const bytes = survivingBytes(content, part());
      const copy = { current: bytes, synced: bytes };
      left.#names.set(name, copy);
      left.#syncedNames.set(name, copy);
    }
    return left;
  }

  /** What is there after the process was killed: the system has everything. */
  afterKill(): FragileFiles {
    const left = new FragileFiles();
    for (const [name, { current, synced }] of this.#names) left.#names.set(name, { current, synced });
    left.#syncedNames = new Map(this.#syncedNames);
    return left;
  }

  /** Bytes of a file. */
  bytesOf(name: string): Buffer {
    return this.#names.get(name)?.current ?? Buffer.alloc(0);
  }

  /** Makes a file of these bytes, synced. */
  put(name: string, bytes: Buffer): void {
    const content = { current: bytes, synced: bytes };
    this.#names.set(name, content);
    this.#syncedNames.set(name, content);
  }

  #file(name: string, content: Content): SpoolFile {
    return {
      size: () => Promise.resolve(content.current.length),
      read: (position, length) => Promise.resolve(Buffer.from(content.current.subarray(position, position + length))),
      write: async (position, bytes) => {
        try {
          await this.#changes(`write ${name}`);
        } catch (error) {
          // A write that fails may have written some of it.
          content.current = overwritten(content.current, position, bytes.subarray(0, Math.ceil(bytes.length / 2)));
          throw error;
        }
        content.current = overwritten(content.current, position, bytes);
      },
      truncate: async (length) => {
        await this.#changes(`truncate ${name}`);
        content.current = Buffer.from(content.current.subarray(0, length));
      },
      sync: async () => {
        await this.#changes(`sync ${name}`);
        content.synced = content.current;
      },
      close: () => Promise.resolve(),
    };
  }

  /** Answers later, as a disk does. */
  async #changes(change: string): Promise<void> {
    await Promise.resolve();
    this.onChange(change);
  }
}

function overwritten(content: Buffer, position: number, bytes: Buffer): Buffer {
  const grown = Buffer.alloc(Math.max(content.length, position + bytes.length));
  content.copy(grown);
  bytes.copy(grown, position);
  return grown;
}

/** What was synced, and a part of what was not: cut off, or zeros where the size arrived before the bytes. */
function survivingBytes({ current, synced }: Content, part: number): Buffer {
  if (current === synced) return synced;
  // A file that was overwritten in place has the old or the new bytes.
  if (current.length <= synced.length) return part < 0.5 ? synced : current;
  const kept = synced.length + Math.floor((current.length - synced.length) * part);
  const bytes = Buffer.from(current.subarray(0, kept));
  if (Math.floor(part * 1000) % 2 === 0) return bytes;
  return Buffer.concat([bytes, Buffer.alloc(current.length - kept)]);
}
